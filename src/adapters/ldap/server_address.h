// The address of a domain controller, "ldaps://dc1.example.org:636".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tilbage::adapters::ldap {

struct ServerAddress {
    std::string host;  // a name, or an IP address without brackets
    int port = 636;

    // invalid_argument, with what is wrong and what to write instead: ldap:// above all, over which no password goes.
    [[nodiscard]] static base::Result<ServerAddress> parse(std::string_view url);
    [[nodiscard]] std::string str() const;
};

}  // namespace tilbage::adapters::ldap
