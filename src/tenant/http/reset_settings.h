// GET /reset/v1/settings: whose page this is, before anybody has said who they are.
#pragma once

#include "adapters/http/router.h"
#include "core/ports/integration_store.h"
#include "core/ports/person_store.h"
#include "tenant/config.h"

namespace tilbage::tenant {

// Both stores outlive the router.
void add_reset_settings(adapters::http::Router& router, core::TenantStore& tenants, core::IntegrationStore& integration,
                        HelpdeskConfig helpdesk);

}  // namespace tilbage::tenant
