// The Graph-shaped API put together: a part of compose.cpp, of its own because there is much of it.
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "adapters/sql/administrator_store.h"
#include "adapters/sql/audit_search.h"
#include "adapters/sql/change_link_store.h"
#include "adapters/sql/database.h"
#include "adapters/sql/deleted_people.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/password_protection_store.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/person_search.h"
#include "adapters/sql/person_sessions.h"
#include "adapters/sql/provisioning_conflicts.h"
#include "adapters/sql/provisioning_store.h"
#include "adapters/sql/synchronization_settings.h"
#include "adapters/timezone/system_time_zones.h"
#include "core/sspr/settings.h"
#include "tenant/compose_helpdesk.h"
#include "tenant/graph/resources.h"

namespace tilbage::tenant {

class GraphApi {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        adapters::sql::Database& database;
        core::TenantStore& tenants;
        core::PersonStore& people;
        core::RequestStore& requests;
        core::IntegrationStore& integration;
        core::AgentStore& agents;
        core::AttemptCounter& attempts;
        core::AuditLog& audit;
        core::AgentPresence& presence;
        core::RequestBroker& broker;
        core::OutcomeWaiters& waiters;
        core::DescribeBroker& descriptions;
        Hub& hub;
        core::AuthenticateAdministrator& authenticate;
        core::AuthenticationMethodStore& methods;
        core::MailOutbox& outbox;
        const core::MailTexts& texts;
        const base::SecretBytes& code_key;
        core::MethodKinds available_methods;
        const base::Clock& clock;
        base::Random& random;
        core::TextOutbox* text_outbox;  // null: no provider
        std::function<void()> queued;   // wakes who sends mails and texts
    };
    GraphApi(const Shared& shared, core::ResetSettings settings, adapters::http::Router& router, std::string base_url);
    GraphApi(const GraphApi&) = delete;
    GraphApi& operator=(const GraphApi&) = delete;

    // The router goes first.
    void add_routes();
    [[nodiscard]] graph::Routes& routes() { return routes_; }
    [[nodiscard]] base::Result<void> purge() { return helpdesk_.purge(); }

private:
    adapters::timezone::SystemTimeZones zones_;
    adapters::sql::SqlPersonSearch search_;
    adapters::sql::SqlGroupStore groups_;
    adapters::sql::SqlAdministratorStore administrators_;
    adapters::sql::SqlPasswordResetPolicyStore reset_policies_;
    Helpdesk helpdesk_;
    adapters::sql::SqlDeletedPeople deleted_people_;
    adapters::sql::SqlProvisioningStore provisioning_;
    adapters::sql::SqlProvisioningConflicts conflicts_;
    adapters::sql::SqlSynchronizationSettings synchronization_settings_;
    core::AdministratorRequest writebacks_;
    core::RegisterAgent register_agent_;
    core::ChangeIntegration change_integration_;
    adapters::sql::SqlPasswordProtectionStore protection_;
    core::ChangePasswordProtection change_protection_;
    core::ManageDeletedPeople manage_deleted_people_;
    core::ChangeSynchronization change_synchronization_;
    adapters::sql::SqlAuditSearch audit_search_;
    core::ChangePasswordResetPolicy change_reset_policy_;
    adapters::sql::SqlChangeLinkStore change_links_;
    core::IssueTemporaryAccessCode access_codes_;
    core::AdministerMethods administer_methods_;
    adapters::sql::SqlPersonSessions person_sessions_;
    core::RevokeSessions revoke_sessions_;
    graph::Ports ports_;
    graph::Routes routes_;
};

}  // namespace tilbage::tenant
