// GET /healthz (the process answers) and /readyz (it can do its work: the store answers).
#pragma once

#include "adapters/http/router.h"
#include "core/ports/person_store.h"

namespace tilbage::tenant {

// `tenants` outlives the router.
void add_health(adapters::http::Router& router, core::TenantStore& tenants);

}  // namespace tilbage::tenant
