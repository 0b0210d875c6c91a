// A security group of a directory, as it is to be in the tenant.
#pragma once

#include <string>
#include <vector>

#include "core/identity/ids.h"

namespace tilbage::core {

struct SourceGroup {
    SourceAnchor anchor;
    std::string display_name;  // never empty: the account name where the directory has none
    std::string description;
    std::string sam_account_name;
    std::string netbios_domain;
    std::string domain;  // DNS name
    std::string mail;
    std::vector<SourceAnchor> members;     // direct: people and groups of this directory, in scope or not
    std::string security_identifier = {};  // objectSid, "S-1-5-21-…"
    std::string distinguished_name = {};

    bool operator==(const SourceGroup&) const = default;
};

}  // namespace tilbage::core
