#include "adapters/sql/sync_run_store.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <limits>

#include "wire/sync_run_json.h"

namespace tilbage::adapters::sql {
namespace {

constexpr std::string_view kAdd =
    "INSERT INTO sync_runs (tenant_id, agent_id, agent_name, run_id, ended_at, run) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (tenant_id, agent_id, run_id) DO NOTHING";
constexpr std::string_view kList =
    "SELECT number, agent_id, agent_name, run FROM sync_runs WHERE tenant_id = $1 AND number < $2 "
    "ORDER BY number DESC LIMIT $3";
constexpr std::string_view kPurgeOld = "DELETE FROM sync_runs WHERE ended_at < $1";
constexpr std::string_view kPurgeMany =
    "DELETE FROM sync_runs WHERE tenant_id = $1 AND number <= "
    "(SELECT number FROM sync_runs WHERE tenant_id = $1 ORDER BY number DESC LIMIT 1 OFFSET $2)";

base::Result<core::StoredSyncRun> read_run(const Row& row) {
    boost::system::error_code code;
    const auto value = boost::json::parse(row.text(3), code);
    wire::FieldError error;
    if (code || !value.is_object()) return base::fail(base::ErrorCode::corrupt, "a stored run is no JSON object");
    core::StoredSyncRun stored{.number = row.integer(0),
                               .agent = core::AgentId(row.text(1)),
                               .agent_name = row.text(2),
                               .run = wire::read_sync_run(value.get_object(), error)};
    if (error.is_set()) return base::fail(base::ErrorCode::corrupt, "a stored run: " + error.text());
    return stored;
}

}  // namespace

base::Result<void> SqlSyncRunStore::add(const core::TenantId& tenant, const core::AgentId& agent,
                                        const std::string& agent_name, const std::vector<core::SyncRun>& runs) {
    if (runs.empty()) return {};
    return database_.write([&](Connection& connection) -> base::Result<void> {
        for (const auto& run : runs) {
            const auto added =
                connection.query(kAdd, {tenant.str(), agent.str(), agent_name, run.id.str(), millis(run.ended_at),
                                        boost::json::serialize(wire::sync_run_json(run))});
            if (!added) return base::fail(added.error());
        }
        return {};
    });
}

base::Result<core::SyncRunPage> SqlSyncRunStore::list(const core::TenantId& tenant, std::optional<std::int64_t> before,
                                                      int count) {
    const auto end = before.value_or(std::numeric_limits<std::int64_t>::max());
    const auto found = database_.read(kList, {tenant.str(), end, std::int64_t{count} + 1});
    if (!found) return base::fail(found.error());
    core::SyncRunPage page;
    page.more = found->rows.size() > static_cast<std::size_t>(count);
    for (const Row& row : found->rows) {
        if (page.runs.size() == static_cast<std::size_t>(count)) break;
        auto run = read_run(row);
        if (!run) return base::fail(run.error());
        page.runs.push_back(std::move(*run));
    }
    return page;
}

base::Result<void> SqlSyncRunStore::purge(base::TimePoint ended_before, int keep) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        const auto old = connection.query(kPurgeOld, {millis(ended_before)});
        if (!old) return base::fail(old.error());
        const auto tenants = connection.query("SELECT id FROM tenants");
        if (!tenants) return base::fail(tenants.error());
        for (const Row& tenant : tenants->rows) {
            const auto many = connection.query(kPurgeMany, {tenant.text(0), std::int64_t{keep}});
            if (!many) return base::fail(many.error());
        }
        return {};
    });
}

}  // namespace tilbage::adapters::sql
