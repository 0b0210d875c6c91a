// Domain controllers by DNS.
#pragma once

#include <string>
#include <vector>

#include "core/ports/directory_setup.h"

namespace tilbage::adapters::ldap {

// The SRV records of _ldap._tcp.<forest> (RFC 2782, MS-ADTS §6.3.6) as ldaps:// addresses, in the order to try them:
// by priority, then by weight. `resolver` ("127.0.0.1:53") is asked instead of the system's; empty: none. Any thread;
// blocks for about ten seconds at most.
[[nodiscard]] core::Found<std::vector<std::string>> discover_servers(const std::string& forest,
                                                                     const std::string& resolver);

// "dc1.example.org" of "DC=dc1,DC=example,DC=org"-like naming contexts; empty: not such a DN.
[[nodiscard]] std::string dns_name_of(std::string_view naming_context);

}  // namespace tilbage::adapters::ldap
