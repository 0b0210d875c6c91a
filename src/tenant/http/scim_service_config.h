// GET /scim/v2/ServiceProviderConfig (RFC 7644 §4).
#pragma once

#include "adapters/http/router.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {

void add_scim_service_config(adapters::http::Router& router, const ScimPorts& ports);

}  // namespace tilbage::tenant
