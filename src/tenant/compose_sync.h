// The synchronisation's side of the tenant put together: a part of compose.cpp.
#pragma once

#include <functional>

#include "adapters/http/router.h"
#include "adapters/sql/administrator_store.h"
#include "adapters/sql/database.h"
#include "adapters/sql/expiry_reminder_store.h"
#include "adapters/sql/sync_alert_store.h"
#include "adapters/sql/sync_order_store.h"
#include "adapters/sql/sync_run_store.h"
#include "adapters/sql/sync_status_store.h"
#include "adapters/sql/tenant_counts.h"
#include "base/boot_clock.h"
#include "core/sync_service/sync_alerts.h"
#include "core/sync_service/take_check_in.h"
#include "tenant/graph/graph_routes.h"
#include "tenant/mail/sync_texts.h"
#include "tenant/relay/hub.h"

namespace tilbage::tenant {

class SyncService {
public:
    // All outlive it. `wake_mail`: there is something in the outbox.
    struct Shared {
        adapters::sql::Database& database;
        core::TenantStore& tenants;
        core::AgentStore& agents;
        core::AuditLog& audit;
        core::MailOutbox& outbox;
        core::SynchronizationSettingsStore& settings;
        core::Alarms& alarms;
        Hub& hub;
        const base::Clock& clock;
        base::Random& random;
        std::function<void()> wake_mail;
    };
    explicit SyncService(Shared shared);
    SyncService(const SyncService&) = delete;
    SyncService& operator=(const SyncService&) = delete;

    void add_routes(adapters::http::Router& router, graph::Routes& graph_routes);
    // GET /metrics. `token` outlives the router.
    void add_metrics(adapters::http::Router& router, const base::SecretBytes& token);
    // What comes with time alone, to be called every minute.
    [[nodiscard]] base::Result<void> keep_house();
    // Whoever waits for an agent is answered: the program ends.
    void release_all() { orders_.release_all(); }

private:
    void look_at_alerts(const core::TenantId& tenant);

    const Shared shared_;
    base::SystemBootClock boot_clock_;
    SyncTexts texts_;
    adapters::sql::SqlSyncStatusStore status_;
    adapters::sql::SqlSyncRunStore runs_;
    adapters::sql::SqlSyncOrderStore order_store_;
    adapters::sql::SqlSyncAlertStore alert_store_;
    adapters::sql::SqlAdministratorStore administrators_;
    adapters::sql::SqlTenantCounts counts_;
    adapters::sql::SqlExpiryReminderStore reminders_;
    core::SyncOrders orders_;
    core::SyncAlerts alerts_;
    core::TakeCheckIn take_check_in_;
};

}  // namespace tilbage::tenant
