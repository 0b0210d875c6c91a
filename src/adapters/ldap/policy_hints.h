// The control that makes a reset obey history and minimum age (MS-ADTS 3.1.1.3.4.1.27, LDAP_SERVER_POLICY_HINTS_OID).
#pragma once

#include <optional>

#include "adapters/ldap/connection.h"

namespace tilbage::adapters::ldap {

// Critical, so that no server can pass over it. Empty optional: this server does not know the control.
[[nodiscard]] std::optional<Control> policy_hints(const RootDse& root_dse);

}  // namespace tilbage::adapters::ldap
