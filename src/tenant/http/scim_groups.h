// /scim/v2/Groups (docs/protocol.md §7).
#pragma once

#include "adapters/http/router.h"
#include "core/identity/provision_groups.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {

// All of it outlives the router.
struct ScimGroupPorts {
    core::GroupStore& groups;
    core::ProvisionGroups& provision;
};

void add_scim_groups(adapters::http::Router& router, const ScimPorts& ports, const ScimGroupPorts& group_ports);

}  // namespace tilbage::tenant
