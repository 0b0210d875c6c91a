#include "tenant/compose_graph.h"

#include "tenant/installed_languages.h"

namespace tilbage::tenant {

GraphApi::GraphApi(const Shared& shared, core::ResetSettings settings, adapters::http::Router& router,
                   std::string base_url)
    : search_(shared.database),
      groups_(shared.database),
      administrators_(shared.database),
      reset_policies_(shared.database),
      helpdesk_({shared.database,
                 shared.people,
                 shared.tenants,
                 {reset_policies_, groups_, administrators_},
                 shared.integration,
                 shared.methods,
                 shared.attempts,
                 shared.audit,
                 shared.outbox,
                 shared.text_outbox,
                 shared.code_key,
                 shared.available_methods,
                 shared.clock,
                 shared.random},
                settings, base_url),
      deleted_people_(shared.database),
      provisioning_(shared.database),
      conflicts_(shared.database),
      synchronization_settings_(shared.database),
      writebacks_({shared.people,
                   shared.requests,
                   shared.integration,
                   shared.attempts,
                   shared.database,
                   shared.presence,
                   shared.broker,
                   shared.waiters,
                   shared.clock,
                   shared.random,
                   helpdesk_.gate(),
                   {reset_policies_, groups_, administrators_}},
                  settings),
      register_agent_({shared.agents, shared.audit, shared.database, shared.clock, shared.random}),
      change_integration_({shared.integration, shared.audit, shared.database, shared.clock}),
      protection_(shared.database),
      change_protection_({protection_, shared.audit, shared.database, shared.clock}),
      manage_deleted_people_({deleted_people_, shared.people, provisioning_, shared.tenants, shared.audit,
                              shared.database, shared.clock, shared.random}),
      change_synchronization_({synchronization_settings_, shared.audit, shared.database, shared.clock, shared.random}),
      audit_search_(shared.database),
      change_reset_policy_({reset_policies_, groups_, shared.audit, shared.database, shared.clock, zones_,
                            installed_languages().tags()}),
      change_links_(shared.database),
      access_codes_({shared.people,
                     shared.tenants,
                     {reset_policies_, groups_, administrators_},
                     shared.integration,
                     shared.methods,
                     shared.attempts,
                     shared.audit,
                     shared.outbox,
                     shared.texts,
                     shared.database,
                     shared.clock,
                     shared.random,
                     helpdesk_.gate()},
                    shared.code_key),
      administer_methods_({shared.people,
                           shared.tenants,
                           {reset_policies_, groups_, administrators_},
                           shared.methods,
                           change_links_,
                           shared.attempts,
                           shared.audit,
                           shared.outbox,
                           shared.texts,
                           shared.database,
                           shared.clock,
                           shared.random,
                           helpdesk_.gate()},
                          base_url + "/account"),
      person_sessions_(shared.database),
      revoke_sessions_({shared.people,
                        {reset_policies_, groups_, administrators_},
                        person_sessions_,
                        shared.attempts,
                        shared.audit,
                        shared.database,
                        shared.clock}),
      ports_{shared.tenants,
             search_,
             groups_,
             shared.requests,
             shared.integration,
             shared.agents,
             shared.audit,
             shared.database,
             shared.descriptions,
             writebacks_,
             register_agent_,
             change_integration_,
             protection_,
             change_protection_,
             deleted_people_,
             manage_deleted_people_,
             conflicts_,
             synchronization_settings_,
             change_synchronization_,
             administrators_,
             audit_search_,
             reset_policies_,
             change_reset_policy_,
             access_codes_,
             administer_methods_,
             revoke_sessions_,
             helpdesk_.callers(),
             helpdesk_.reset_links(),
             helpdesk_.situations(),
             helpdesk_.find_people(),
             shared.queued,
             shared.available_methods,
             installed_languages().tags(),
             shared.hub,
             shared.clock},
      routes_(router, {shared.authenticate, shared.clock, shared.random}, std::move(base_url)) {}

void GraphApi::add_routes() {
    graph::add_me(routes_);
    graph::add_organization(routes_, ports_);
    graph::add_users(routes_, ports_);
    graph::add_groups(routes_, ports_);
    graph::add_on_premises_state(routes_, ports_);
    graph::add_reset_password(routes_, ports_);
    graph::add_password_writebacks(routes_, ports_);
    graph::add_temporary_access_codes(routes_, ports_);
    graph::add_revoke_sessions(routes_, ports_);
    graph::add_authentication_methods(routes_, ports_);
    graph::add_integration(routes_, ports_);
    graph::add_password_reset_policy(routes_, ports_);
    graph::add_password_protection(routes_, ports_);
    graph::add_directory_audits(routes_, ports_);
    graph::add_reset_report(routes_, ports_);
    graph::add_agents(routes_, ports_);
    graph::add_domains(routes_, ports_);
    graph::add_deleted_users(routes_, ports_);
    graph::add_directory_synchronization(routes_, ports_);
    graph::add_conflicts(routes_, ports_);
    graph::add_helpdesk(routes_, ports_);
}

}  // namespace tilbage::tenant
