// GET /reset/v1/settings: whose page this is and what it looks like, before anybody has said who they are.
#pragma once

#include "adapters/http/router.h"
#include "core/ports/administrator_store.h"
#include "core/ports/integration_store.h"
#include "core/ports/password_reset_policy_store.h"
#include "core/ports/person_store.h"
#include "tenant/config.h"

namespace tilbage::tenant {

// All outlive the router. `helpdesk`: the operator's, where the tenant's administrators name none.
struct ResetSettingsPorts {
    core::TenantStore& tenants;
    core::IntegrationStore& integration;
    core::PasswordResetPolicyStore& policies;
    core::AdministratorStore& administrators;
};
void add_reset_settings(adapters::http::Router& router, const ResetSettingsPorts& ports, HelpdeskConfig helpdesk);

}  // namespace tilbage::tenant
