#include "tenant/compose_sync.h"

#include "tenant/graph/synchronization.h"
#include "tenant/http/metrics.h"
#include "tenant/http/sync_check_in.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

constexpr std::chrono::hours kKeepRuns{7 * 24};
constexpr int kMostRuns = 1000;  // of one tenant
constexpr std::chrono::hours kKeepOrders{7 * 24};

}  // namespace

SyncService::SyncService(Shared shared)
    : shared_(std::move(shared)),
      status_(shared_.database),
      runs_(shared_.database),
      order_store_(shared_.database),
      alert_store_(shared_.database),
      administrators_(shared_.database),
      counts_(shared_.database),
      reminders_(shared_.database),
      orders_({order_store_, status_, shared_.audit, shared_.database, shared_.alarms, shared_.clock, boot_clock_,
               shared_.random, [this](const core::AgentId& agent) { shared_.hub.wake_synchronization(agent); }}),
      alerts_({alert_store_, status_, shared_.tenants, administrators_, shared_.outbox, texts_, shared_.database,
               shared_.clock, boot_clock_}),
      take_check_in_({status_, runs_, orders_, shared_.settings, shared_.database, shared_.clock, boot_clock_,
                      [this](const core::TenantId& tenant) { look_at_alerts(tenant); }}) {}

void SyncService::add_routes(adapters::http::Router& router, graph::Routes& graph_routes) {
    add_sync_check_in(router, shared_.agents, take_check_in_, shared_.clock);
    graph::add_synchronization(graph_routes,
                               {status_, runs_, order_store_, orders_, counts_, shared_.clock, boot_clock_});
}

void SyncService::add_metrics(adapters::http::Router& router, const base::SecretBytes& token) {
    tenant::add_metrics(router,
                        {shared_.tenants, shared_.agents, status_, runs_, counts_, reminders_, shared_.outbox,
                         shared_.hub, shared_.clock},
                        token);
}

void SyncService::look_at_alerts(const core::TenantId& tenant) {
    const auto mails = alerts_.look(tenant);
    if (!mails) return base::log(events::kStepFailed, {{"what", "sync alerts"}, {"error", mails.error().message}});
    if (*mails) shared_.wake_mail();
}

base::Result<void> SyncService::keep_house() {
    const auto now = shared_.clock.now();
    if (const auto purged = runs_.purge(now - kKeepRuns, kMostRuns); !purged) return purged;
    if (const auto purged = order_store_.purge(now - kKeepOrders); !purged) return purged;
    const auto mails = alerts_.look_at_all();
    if (!mails) return base::fail(mails.error());
    if (*mails) shared_.wake_mail();
    return {};
}

}  // namespace tilbage::tenant
