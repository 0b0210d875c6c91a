// What a domain is called.
#pragma once

#include <string>

#include "adapters/ldap/connection.h"

namespace tilbage::adapters::ldap {

struct DomainNames {
    std::string dns;
    std::string netbios;
};

// Of the connection's domain, from its crossRef in the configuration (MS-ADTS 6.1.1.2.1.1). corrupt: it is not there,
// or cannot be read.
[[nodiscard]] base::Result<DomainNames> read_domain_names(Connection& connection, Deadline deadline);

}  // namespace tilbage::adapters::ldap
