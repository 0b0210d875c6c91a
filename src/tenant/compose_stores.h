// Everything that the tenant remembers, on one database: a part of compose.cpp.
#pragma once

#include <memory>

#include "adapters/sql/account_session_store.h"
#include "adapters/sql/administrator_store.h"
#include "adapters/sql/agent_store.h"
#include "adapters/sql/attempt_counter.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/authentication_method_store.h"
#include "adapters/sql/database.h"
#include "adapters/sql/deleted_people.h"
#include "adapters/sql/expiry_reminder_store.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/integration_store.h"
#include "adapters/sql/mail_outbox.h"
#include "adapters/sql/method_shares.h"
#include "adapters/sql/password_protection_store.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/person_sessions.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/provisioning_store.h"
#include "adapters/sql/request_store.h"
#include "adapters/sql/reset_session_store.h"
#include "adapters/sql/synchronization_settings.h"
#include "adapters/sql/tenant_store.h"

namespace tilbage::tenant {

struct Stores {
    explicit Stores(std::unique_ptr<adapters::sql::Database> opened) : database(std::move(opened)) {}

    std::unique_ptr<adapters::sql::Database> database;
    adapters::sql::SqlTenantStore tenants{*database};
    adapters::sql::SqlPersonStore people{*database};
    adapters::sql::SqlDeletedPeople deleted_people{*database};
    adapters::sql::SqlProvisioningStore provisioning{*database};
    adapters::sql::SqlSynchronizationSettings synchronization_settings{*database};
    adapters::sql::SqlGroupStore groups{*database};
    adapters::sql::SqlResetSessionStore sessions{*database};
    adapters::sql::SqlAccountSessionStore accounts{*database};
    adapters::sql::SqlPersonSessions person_sessions{*database};
    adapters::sql::SqlRequestStore requests{*database};
    adapters::sql::SqlIntegrationStore integration{*database};
    adapters::sql::SqlPasswordProtectionStore protection{*database};
    adapters::sql::SqlPasswordResetPolicyStore reset_policies{*database};
    adapters::sql::SqlAdministratorStore administrators{*database};
    adapters::sql::SqlAuthenticationMethodStore methods{*database};
    adapters::sql::SqlAttemptCounter attempts{*database};
    adapters::sql::SqlAgentStore agents{*database};
    adapters::sql::SqlAuditLog audit{*database};
    adapters::sql::SqlMailOutbox outbox{*database};
    adapters::sql::SqlExpiryReminderStore reminders{*database};
};

}  // namespace tilbage::tenant
