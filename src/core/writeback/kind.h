// What a request asks for. Reset: the old password is not known. Change: it is, and the directory verifies it.
// Validate: one sign-in with a password, and nothing is changed.
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

enum class Kind { reset, change, unlock, describe, validate };

[[nodiscard]] std::string_view to_string(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);
// Carries a password, sealed.
[[nodiscard]] constexpr bool has_password(Kind kind) {
    return kind == Kind::reset || kind == Kind::change || kind == Kind::validate;
}
// Changes something in the directory, so that it must not be done twice and is journaled.
[[nodiscard]] constexpr bool is_write(Kind kind) { return kind != Kind::describe && kind != Kind::validate; }

}  // namespace tilbage::core
