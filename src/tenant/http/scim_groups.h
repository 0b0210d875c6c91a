// /scim/v2/Groups and /scim/v2/Groups/{id} (docs/protocol.md §7).
#pragma once

#include "adapters/http/router.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {

void add_scim_groups(adapters::http::Router& router, const ScimPorts& ports);

}  // namespace tilbage::tenant
