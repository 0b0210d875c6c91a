// libldap on top of our own TLS.
#pragma once

#include "adapters/ldap/libldap.h"
#include "adapters/ldap/server_address.h"
#include "adapters/ldap/tls_stream.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

// A handle that reads from and writes to `stream`, which must outlive it. It never connects by itself.
[[nodiscard]] base::Result<Handle> make_handle(TlsStream& stream, const ServerAddress& address);

}  // namespace tilbage::adapters::ldap
