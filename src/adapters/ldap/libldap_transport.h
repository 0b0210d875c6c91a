// libldap on top of our own streams.
#pragma once

#include "adapters/ldap/libldap.h"
#include "adapters/ldap/server_address.h"
#include "adapters/ldap/stream.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

// A handle that reads from and writes to `stream`, which must outlive it. It never connects by itself.
[[nodiscard]] base::Result<Handle> make_handle(Stream& stream, const ServerAddress& address);

}  // namespace tilbage::adapters::ldap
