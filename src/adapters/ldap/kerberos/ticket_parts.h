// What a ticket is made of. Included by this folder's .cpp files and by nobody else.
#pragma once

#include "adapters/ldap/kerberos/krb5_handles.h"
#include "adapters/ldap/kerberos/ticket.h"

namespace tilbage::adapters::ldap {

struct ServiceTicket::Parts {
    krb5::Context context;
    krb5::Cache cache;
    KerberosAttempt attempt;
    Deadline end;
};

}  // namespace tilbage::adapters::ldap
