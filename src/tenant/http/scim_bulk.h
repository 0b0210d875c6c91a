// POST /scim/v2/Bulk (RFC 7644 §3.7): up to 1,000 changes of users and groups in one transaction, each with its own
// outcome.
#pragma once

#include "adapters/http/router.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {

void add_scim_bulk(adapters::http::Router& router, const ScimPorts& ports);

}  // namespace tilbage::tenant
