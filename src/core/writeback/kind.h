// What a request asks for. Reset: the old password is not known. Change: it is, and the directory verifies it.
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

enum class Kind { reset, change, unlock, describe };

[[nodiscard]] std::string_view to_string(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);
// Carries a password, sealed.
[[nodiscard]] constexpr bool has_password(Kind kind) { return kind == Kind::reset || kind == Kind::change; }
[[nodiscard]] constexpr bool is_write(Kind kind) { return kind != Kind::describe; }

}  // namespace tilbage::core
