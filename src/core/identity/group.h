// A security group in the tenant, as provisioning brought it.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "core/identity/ids.h"

namespace tilbage::core {

using GroupId = base::StrongId<struct GroupIdTag>;  // UUID, the SCIM id

struct GroupMember {
    enum class Kind { person, group };
    Kind kind = Kind::person;
    std::string id;  // a PersonId or a GroupId

    auto operator<=>(const GroupMember&) const = default;
};

struct Group {
    GroupId id;
    TenantId tenant_id;
    SourceAnchor anchor;  // empty: not from a directory
    std::string display_name;
    std::string description;
    std::string sam_account_name;
    std::string netbios_domain;
    std::string domain;
    std::string mail;
    std::vector<GroupMember> members;  // direct ones, sorted, each once; groups may hold one another in a circle
    std::string external_id = {};      // SCIM's, of one that is not from a directory
    std::string security_identifier = {};
    std::string distinguished_name = {};

    bool operator==(const Group&) const = default;
};

// Sorts the members and drops what stands there twice.
void normalise_members(std::vector<GroupMember>& members);

}  // namespace tilbage::core
