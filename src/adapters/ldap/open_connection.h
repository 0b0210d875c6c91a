// A connection that is signed in as the agent's own account.
#pragma once

#include <memory>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/settings.h"

namespace tilbage::adapters::ldap {

// For the pool, and for a check of the configuration, one server at a time. permission_denied: the directory refuses
// the account, and the message says why; other errors as of Connection::open.
[[nodiscard]] base::Result<std::unique_ptr<Connection>> open_signed_in(const ServerAddress& address,
                                                                       const Settings& settings, Deadline deadline);

}  // namespace tilbage::adapters::ldap
