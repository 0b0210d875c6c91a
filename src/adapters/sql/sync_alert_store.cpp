#include "adapters/sql/sync_alert_store.h"

namespace tilbage::adapters::sql {
namespace {

using core::SyncAlert;
using core::SyncAlertKind;

constexpr std::string_view kRaise =
    "INSERT INTO sync_alerts (tenant_id, kind, domains, raised_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (tenant_id, kind, domains) DO NOTHING";

}  // namespace

base::Result<std::vector<SyncAlert>> SqlSyncAlertStore::list(const core::TenantId& tenant) {
    const auto found = database_.read(
        "SELECT kind, domains FROM sync_alerts WHERE tenant_id = $1 ORDER BY kind, domains", {tenant.str()});
    if (!found) return base::fail(found.error());
    std::vector<SyncAlert> alerts;
    for (const Row& row : found->rows) {
        const bool held = row.text(0) == core::to_string(SyncAlertKind::removals_held);
        alerts.push_back({held ? SyncAlertKind::removals_held : SyncAlertKind::trouble, row.text(1)});
    }
    return alerts;
}

base::Result<bool> SqlSyncAlertStore::raise(const core::TenantId& tenant, const SyncAlert& alert, base::TimePoint now) {
    const auto done =
        database_.write(kRaise, {tenant.str(), std::string(core::to_string(alert.kind)), alert.domains, millis(now)});
    if (!done) return base::fail(done.error());
    return done->affected > 0;
}

base::Result<void> SqlSyncAlertStore::clear(const core::TenantId& tenant, const SyncAlert& alert) {
    const auto done = database_.write("DELETE FROM sync_alerts WHERE tenant_id = $1 AND kind = $2 AND domains = $3",
                                      {tenant.str(), std::string(core::to_string(alert.kind)), alert.domains});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace tilbage::adapters::sql
