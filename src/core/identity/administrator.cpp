#include "core/identity/administrator.h"

#include <algorithm>

#include "base/unicode.h"

namespace tilbage::core {

std::string_view display_name(Role role) {
    switch (role) {
        case Role::global_administrator:
            return "Global Administrator";
        case Role::password_administrator:
            return "Password Administrator";
        case Role::helpdesk_administrator:
            return "Helpdesk Administrator";
        case Role::global_reader:
            return "Global Reader";
    }
    return {};
}

std::string_view to_string(Role role) {
    switch (role) {
        case Role::global_administrator:
            return "global_administrator";
        case Role::password_administrator:
            return "password_administrator";
        case Role::helpdesk_administrator:
            return "helpdesk_administrator";
        case Role::global_reader:
            return "global_reader";
    }
    return {};
}

std::optional<Role> parse_role(std::string_view text) {
    const auto folded = base::fold_case(text);
    const auto found = std::ranges::find_if(
        kRoles, [&](Role role) { return folded == to_string(role) || folded == base::fold_case(display_name(role)); });
    return found == kRoles.end() ? std::nullopt : std::optional(*found);
}

bool Administrator::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

}  // namespace tilbage::core
