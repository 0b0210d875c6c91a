// Signing in with a keytab: the SASL mechanism GSSAPI (RFC 4752) over an LDAP connection.
#pragma once

#include "adapters/ldap/connection.h"
#include "adapters/ldap/kerberos/failure.h"
#include "adapters/ldap/kerberos/ticket.h"

namespace tilbage::adapters::ldap {

// The Kerberos realm of the domain: its DNS name in capitals (MS-KILE 3.1.5.1.1).
[[nodiscard]] std::string realm_of(const RootDse& root);

// Over ldaps:// without a layer of its own, bound to the server's certificate; over ldap:// everything after it is
// signed and encrypted, or the sign-in fails (not_sealed). The connection's end is the ticket's.
[[nodiscard]] Kerberos<void> sign_in_with_keytab(Connection& connection, const KeytabAccount& account,
                                                 Deadline deadline);

}  // namespace tilbage::adapters::ldap
