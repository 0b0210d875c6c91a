// GET /metrics: figures for Prometheus. For who asks from this machine, or has the token of [metrics] token_file.
#pragma once

#include "adapters/http/router.h"
#include "base/clock.h"
#include "base/secret.h"
#include "core/ports/agent_store.h"
#include "core/ports/expiry_reminder_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/person_store.h"
#include "core/ports/sync_run_store.h"
#include "core/ports/sync_status_store.h"
#include "core/ports/tenant_counts.h"
#include "tenant/relay/hub.h"

namespace tilbage::tenant {

// All outlive the router.
struct MetricsPorts {
    core::TenantStore& tenants;
    core::AgentStore& agents;
    core::SyncStatusStore& status;
    core::SyncRunStore& runs;
    core::TenantCountStore& counts;
    core::ExpiryReminderStore& reminders;
    core::MailOutbox& outbox;
    const Hub& hub;
    const base::Clock& clock;
};

// `token` outlives the router; empty: from this machine only.
void add_metrics(adapters::http::Router& router, const MetricsPorts& ports, const base::SecretBytes& token);

}  // namespace tilbage::tenant
