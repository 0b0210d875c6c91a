// The resources of the Graph-shaped API, one function a file, and what they need.
#pragma once

#include "core/account/revoke_sessions.h"
#include "core/banned/change_password_protection.h"
#include "core/helpdesk/caller_verifier.h"
#include "core/helpdesk/find_people.h"
#include "core/helpdesk/send_reset_link.h"
#include "core/helpdesk/situation.h"
#include "core/identity/change_synchronization.h"
#include "core/identity/manage_deleted_people.h"
#include "core/identity/register_agent.h"
#include "core/methods/administer_methods.h"
#include "core/methods/issue_temporary_access_code.h"
#include "core/ports/administrator_store.h"
#include "core/ports/audit_search.h"
#include "core/ports/group_store.h"
#include "core/ports/integration_store.h"
#include "core/ports/password_reset_policy_store.h"
#include "core/ports/person_search.h"
#include "core/ports/provisioning_conflicts.h"
#include "core/sspr/change_password_reset_policy.h"
#include "core/writeback/administrator_request.h"
#include "core/writeback/change_integration.h"
#include "core/writeback/describe_broker.h"
#include "tenant/graph/graph_routes.h"
#include "tenant/relay/hub.h"

namespace tilbage::tenant::graph {

// All outlive the router.
struct Ports {
    core::TenantStore& tenants;
    core::PersonSearch& people;
    core::GroupStore& groups;
    core::RequestStore& requests;
    core::IntegrationStore& integration;
    core::AgentStore& agents;
    core::AuditLog& audit;
    core::UnitOfWork& unit_of_work;
    core::DescribeBroker& descriptions;
    core::AdministratorRequest& writebacks;
    core::RegisterAgent& register_agent;
    core::ChangeIntegration& change_integration;
    core::PasswordProtectionStore& protection;
    core::ChangePasswordProtection& change_protection;
    core::DeletedPeople& deleted_people;
    core::ManageDeletedPeople& manage_deleted_people;
    core::ProvisioningConflicts& conflicts;
    core::SynchronizationSettingsStore& synchronization_settings;
    core::ChangeSynchronization& change_synchronization;
    core::AdministratorStore& administrators;
    core::AuditSearch& audit_search;
    core::PasswordResetPolicyStore& reset_policies;
    core::ChangePasswordResetPolicy& change_reset_policy;
    core::IssueTemporaryAccessCode& access_codes;
    core::AdministerMethods& administer_methods;
    core::RevokeSessions& revoke_sessions;
    core::CallerVerifier& callers;
    core::SendResetLink& reset_links;
    core::ReadSituation& situations;
    core::FindPeople& find_people;
    const std::function<void()> queued;            // wakes who sends mails and texts
    const core::MethodKinds available_methods;     // what this tenant can do at all
    const std::span<const std::string> languages;  // tags of those of the installation
    Hub& hub;
    const base::Clock& clock;
};

void add_me(Routes& routes);
void add_organization(Routes& routes, const Ports& ports);
void add_users(Routes& routes, const Ports& ports);
void add_groups(Routes& routes, const Ports& ports);
void add_on_premises_state(Routes& routes, const Ports& ports);
void add_reset_password(Routes& routes, const Ports& ports);
void add_password_writebacks(Routes& routes, const Ports& ports);
void add_temporary_access_codes(Routes& routes, const Ports& ports);
void add_revoke_sessions(Routes& routes, const Ports& ports);
void add_authentication_methods(Routes& routes, const Ports& ports);
void add_integration(Routes& routes, const Ports& ports);
void add_agents(Routes& routes, const Ports& ports);
void add_deleted_users(Routes& routes, const Ports& ports);
void add_directory_synchronization(Routes& routes, const Ports& ports);
void add_conflicts(Routes& routes, const Ports& ports);
void add_directory_audits(Routes& routes, const Ports& ports);
void add_reset_report(Routes& routes, const Ports& ports);
void add_password_protection(Routes& routes, const Ports& ports);
void add_password_reset_policy(Routes& routes, const Ports& ports);
void add_domains(Routes& routes, const Ports& ports);
void add_helpdesk(Routes& routes, const Ports& ports);

// The person that `{id}` of the path names, by id or UPN; answered when there is none.
[[nodiscard]] std::optional<core::ListedPerson> person_of(const Ports& ports, const Call& call,
                                                          const adapters::http::Reply& reply);

}  // namespace tilbage::tenant::graph
