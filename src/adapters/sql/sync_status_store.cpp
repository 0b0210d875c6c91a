#include "adapters/sql/sync_status_store.h"

#include "adapters/sql/text_list.h"
#include "wire/sync_check_in.h"

namespace tilbage::adapters::sql {
namespace {

using core::StoredSyncReport;

const std::string kSelect =
    "SELECT sync_reports.agent_id, agents.name, report, reported_at, failing_since, domains, until_boot, until_time "
    "FROM sync_reports JOIN agents ON agents.id = sync_reports.agent_id "
    "LEFT JOIN sync_leases ON sync_leases.agent_id = sync_reports.agent_id WHERE ";
const std::string kOfTenant = kSelect + "sync_reports.tenant_id = $1 ORDER BY agents.name, agents.id";
const std::string kOfAgent = kSelect + "sync_reports.agent_id = $1";
constexpr std::string_view kPut =
    "INSERT INTO sync_reports (agent_id, tenant_id, report, reported_at, failing_since) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (agent_id) DO UPDATE SET report = $3, reported_at = $4, failing_since = $5";
constexpr std::string_view kSetLease =
    "INSERT INTO sync_leases (agent_id, domains, until_boot, until_time) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (agent_id) DO UPDATE SET domains = $2, until_boot = $3, until_time = $4";

StoredSyncReport read_report(const Row& row) {
    StoredSyncReport stored;
    // What another version of this program wrote and this one cannot read comes anew in ten seconds.
    if (auto said = wire::decode_sync_check_in(row.text(2))) stored.report = std::move(said->report);
    stored.agent = core::AgentId(row.text(0));
    stored.agent_name = row.text(1);
    stored.reported_at = row.time(3);
    if (!row.is_null(4)) stored.failing_since = row.time(4);
    if (!row.is_null(5)) {
        stored.lease = core::StoredLease{.agent = stored.agent,
                                         .domains = read_text_list(row.text(5)),
                                         .until = {row.text(6), base::Millis(row.integer(7))}};
    }
    return stored;
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<std::vector<StoredSyncReport>> SqlSyncStatusStore::list(const core::TenantId& tenant) {
    const auto found = database_.read(kOfTenant, {tenant.str()});
    if (!found) return base::fail(found.error());
    std::vector<StoredSyncReport> reports;
    for (const Row& row : found->rows) reports.push_back(read_report(row));
    return reports;
}

base::Result<std::optional<StoredSyncReport>> SqlSyncStatusStore::find(const core::AgentId& agent) {
    const auto found = database_.read(kOfAgent, {agent.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_report(found->rows.front());
}

base::Result<void> SqlSyncStatusStore::put(const core::TenantId& tenant, const StoredSyncReport& report) {
    const auto body = wire::encode_sync_check_in({.report = report.report, .runs = {}, .answers = {}});
    return done_or_error(database_.write(
        kPut, {report.agent.str(), tenant.str(), body, millis(report.reported_at), millis(report.failing_since)}));
}

base::Result<void> SqlSyncStatusStore::set_lease(const core::StoredLease& lease) {
    return done_or_error(database_.write(kSetLease, {lease.agent.str(), text_list(lease.domains), lease.until.boot,
                                                     std::int64_t{lease.until.time.count()}}));
}

base::Result<void> SqlSyncStatusStore::drop_lease(const core::AgentId& agent) {
    return done_or_error(database_.write("DELETE FROM sync_leases WHERE agent_id = $1", {agent.str()}));
}

}  // namespace tilbage::adapters::sql
