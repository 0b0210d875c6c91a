// The address of a domain controller, "ldaps://dc1.example.org:636".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tilbage::adapters::ldap {

struct ServerAddress {
    // ldap: without TLS. Nobody signs in over it but by Kerberos, which then signs and seals everything.
    enum class Scheme { ldaps, ldap };
    // What the agent signs in with decides which addresses will do.
    enum class SignsInWith { password, keytab };

    std::string host;  // a name, or an IP address without brackets
    int port = 636;
    Scheme scheme = Scheme::ldaps;

    // invalid_argument, with what is wrong and what to write instead: ldap:// with a password above all, and with a
    // keytab an IP address, which has no service name (SPN).
    [[nodiscard]] static base::Result<ServerAddress> parse(std::string_view url,
                                                           SignsInWith signs_in_with = SignsInWith::password);
    [[nodiscard]] std::string str() const;
};

}  // namespace tilbage::adapters::ldap
