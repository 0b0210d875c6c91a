#include "tenant/compose_agents.h"

#include "tenant/compose_stores.h"
#include "tenant/http/enroll.h"
#include "tenant/http/scim_bulk.h"
#include "tenant/http/scim_discovery.h"
#include "tenant/http/scim_groups.h"
#include "tenant/http/scim_users.h"

namespace tilbage::tenant {

AgentSteps::AgentSteps(Stores& stores, const base::Clock& clock, base::Random& random)
    : enrol({stores.agents, stores.tenants, stores.attempts, stores.audit, *stores.database, clock, random}),
      authenticate({stores.agents, stores.tenants, clock, random}),
      provision({stores.people, stores.deleted_people, stores.provisioning, stores.synchronization_settings,
                 stores.tenants, stores.audit, *stores.database, clock, random}),
      provision_groups({stores.groups, stores.provisioning, stores.audit, *stores.database, clock, random}),
      stores_(stores),
      clock_(clock) {}

void AgentSteps::add_routes(adapters::http::Router& router, const std::string& base_url) {
    add_enrolment(router, enrol);
    const ScimPorts scim{stores_.agents,    stores_.people,   stores_.groups,
                         provision,         provision_groups, stores_.provisioning,
                         *stores_.database, clock_,           {base_url + "/scim/v2"}};
    add_scim_discovery(router, scim);
    add_scim_users(router, scim);
    add_scim_bulk(router, scim);
    add_scim_groups(router, scim);
}

}  // namespace tilbage::tenant
