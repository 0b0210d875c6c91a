// Accounts that no request may touch, whatever the tenant says. The agent refuses them itself: Samba has no SDProp, and
// would let a delegated account reset a Domain Admin that stands in a delegated OU.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ports/directory.h"

namespace tilbage::core {

struct ProtectionRules {
    std::vector<std::string> group_sids;  // the operator's further groups
    std::string own_sid;                  // the account that the agent binds with
};

enum class Protection {
    none,
    is_protected,
    not_readable,  // the groups could not be read: nothing may be written
};
[[nodiscard]] Protection protection_of(const DirectoryPerson& person, const ProtectionRules& rules);

// A built-in account or group that SDProp guards ("Appendix C: Protected Accounts and Groups in Active Directory"; SIDs
// in MS-DTYP 2.4.2.4). Of any domain: people may be members of the forest root's groups, and RIDs below 1,000 are never
// given out.
[[nodiscard]] bool is_protected_sid(std::string_view sid);

}  // namespace tilbage::core
