// The account that a connection is signed in as.
#pragma once

#include <string>
#include <vector>

#include "adapters/ldap/connection.h"

namespace tilbage::adapters::ldap {

// Its entry, found by the security identifiers of the connection itself (tokenGroups of the root DSE, MS-ADTS
// 3.1.1.3.2.21), whatever name it signed in by. not_found: not an account of this domain, or it may not read itself.
[[nodiscard]] base::Result<Entry> read_own_account(Connection& connection, std::vector<std::string> attributes,
                                                   Deadline deadline);

}  // namespace tilbage::adapters::ldap
