// The domain controller that an environment has made (its AD_… variables).
#pragma once

#include <string>

#include "adapters/ldap/settings.h"

namespace tilbage::contract {

// A variable that must be there; throws std::runtime_error.
[[nodiscard]] std::string variable(const char* name);
// As the agent connects: the least-privilege account, eight connections.
[[nodiscard]] adapters::ldap::Settings agent_settings();
// The same account by its keytab, without a password; `scheme` is "ldap://" (sealed by Kerberos) or "ldaps://".
[[nodiscard]] adapters::ldap::Settings keytab_settings(const std::string& scheme);

}  // namespace tilbage::contract
