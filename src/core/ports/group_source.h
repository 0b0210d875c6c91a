// The security groups of the directory that are to be in the tenant.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
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

class GroupSource {
public:
    virtual ~GroupSource() = default;
    // Every security group in scope, once, in any order. An error means that the list is not whole and must not be
    // used.
    virtual base::Result<void> each_group(const std::function<void(SourceGroup)>& visit) = 0;
};

}  // namespace tilbage::core
