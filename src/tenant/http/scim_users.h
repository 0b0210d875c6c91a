// /scim/v2/Users and /scim/v2/Users/{id} (RFC 7644 §3.2 to §3.6, §3.14).
#pragma once

#include "adapters/http/router.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {

void add_scim_users(adapters::http::Router& router, const ScimPorts& ports);

}  // namespace tilbage::tenant
