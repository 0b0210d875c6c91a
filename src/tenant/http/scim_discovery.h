// What the service tells of itself (RFC 7644 §4), and what it has not: /Me, a search over everything.
#pragma once

#include "adapters/http/router.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {

void add_scim_discovery(adapters::http::Router& router, const ScimPorts& ports);

}  // namespace tilbage::tenant
