// The tenant's own accounts: those who administer it. They are apart from the people of the directory (docs/protocol.md
// §8).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/ids.h"

namespace tilbage::core {

using AdministratorId = base::StrongId<struct AdministratorIdTag>;  // UUID

enum class Role { global_administrator, password_administrator, helpdesk_administrator, global_reader };

inline constexpr std::array kRoles{Role::global_administrator, Role::password_administrator,
                                   Role::helpdesk_administrator, Role::global_reader};

// Graph's display name, "Global Administrator": what people and the command line use.
[[nodiscard]] std::string_view display_name(Role role);
// Stable, "global_administrator": what the store has.
[[nodiscard]] std::string_view to_string(Role role);
// Either of the two spellings, whatever its case.
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

struct Administrator {
    AdministratorId id;
    TenantId tenant_id;
    std::string user_name;  // "admin@ex1.test", unique in the tenant whatever its case
    std::string display_name;
    std::vector<Role> roles;  // each once, in the order of kRoles

    [[nodiscard]] bool has(Role role) const;
    bool operator==(const Administrator&) const = default;
};

}  // namespace tilbage::core
