// Why a password is banned; told as `banned` of password_banned (docs/protocol.md §3).
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

// Which word, nobody is told: the outcome goes to the tenant, which may not learn a part of a password.
enum class BannedPart {
    word,          // too much of it is words of the tenant's list
    name,          // it holds a name of the person's own
    organization,  // it holds a name of the organisation
    breached,      // it is on the operator's list of breached passwords
};

// "word", "name", "organization", "breached".
[[nodiscard]] std::string_view to_string(BannedPart part);
[[nodiscard]] std::optional<BannedPart> parse_banned_part(std::string_view text);

}  // namespace tilbage::core
