// Who asked for an act on a person: they themselves, or an administrator. On the wire, in stores, and in the choice of
// an event id.
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

enum class InitiatedBy { self, administrator };

[[nodiscard]] constexpr std::string_view to_string(InitiatedBy who) {
    return who == InitiatedBy::administrator ? "administrator" : "self";
}
[[nodiscard]] constexpr std::optional<InitiatedBy> parse_initiated_by(std::string_view text) {
    for (auto who : {InitiatedBy::self, InitiatedBy::administrator}) {
        if (text == to_string(who)) return who;
    }
    return std::nullopt;
}

}  // namespace tilbage::core
