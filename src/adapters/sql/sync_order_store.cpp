#include "adapters/sql/sync_order_store.h"

#include "adapters/sql/text_list.h"
#include "core/sync_service/check_in.h"

namespace tilbage::adapters::sql {
namespace {

using core::StoredSyncOrder;

constexpr std::string_view kAdd =
    "INSERT INTO sync_orders (id, tenant_id, kind, user, agent_id, domains, requested_by, requested_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const std::string kSelect =
    "SELECT id, tenant_id, kind, user, agent_id, domains, requested_by, requested_at, expires_at, answered_at, "
    "problem_code, problem_message FROM sync_orders WHERE tenant_id = $1 ";
const std::string kOpen = kSelect + "AND answered_at IS NULL AND expires_at > $2 ORDER BY number";
const std::string kList = kSelect + "ORDER BY number DESC LIMIT $2";
constexpr std::string_view kClose =
    "UPDATE sync_orders SET answered_at = $3, problem_code = $4, problem_message = $5 "
    "WHERE id = $1 AND tenant_id = $2 AND answered_at IS NULL AND expires_at > $3";

StoredSyncOrder read_order(const Row& row) {
    StoredSyncOrder stored;
    stored.order.id = core::SyncOrderId(row.text(0));
    stored.tenant_id = core::TenantId(row.text(1));
    stored.order.kind = core::parse_sync_order_kind(row.text(2)).value_or(core::SyncOrderKind::run);
    stored.order.user = row.text(3);
    stored.agent = core::AgentId(row.text(4));
    stored.domains = read_text_list(row.text(5));
    stored.requested_by = row.text(6);
    stored.requested_at = row.time(7);
    stored.expires_at = row.time(8);
    if (!row.is_null(9)) stored.answered_at = row.time(9);
    if (!row.text(10).empty()) stored.problem = core::SyncProblem{.code = row.text(10), .message = row.text(11)};
    return stored;
}

base::Result<std::vector<StoredSyncOrder>> read_all(const base::Result<QueryResult>& found) {
    if (!found) return base::fail(found.error());
    std::vector<StoredSyncOrder> orders;
    for (const Row& row : found->rows) orders.push_back(read_order(row));
    return orders;
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<void> SqlSyncOrderStore::add(const StoredSyncOrder& order) {
    return done_or_error(database_.write(
        kAdd, {order.order.id.str(), order.tenant_id.str(), std::string(core::to_string(order.order.kind)),
               order.order.user, order.agent.str(), text_list(order.domains), order.requested_by,
               millis(order.requested_at), millis(order.expires_at)}));
}

base::Result<std::vector<StoredSyncOrder>> SqlSyncOrderStore::open(const core::TenantId& tenant, base::TimePoint now) {
    return read_all(database_.read(kOpen, {tenant.str(), millis(now)}));
}

base::Result<bool> SqlSyncOrderStore::close(const core::TenantId& tenant, const core::SyncOrderAnswer& answer,
                                            base::TimePoint now) {
    const auto problem = answer.problem.value_or(core::SyncProblem());
    const auto done =
        database_.write(kClose, {answer.id.str(), tenant.str(), millis(now), problem.code, problem.message});
    if (!done) return base::fail(done.error());
    return done->affected > 0;
}

base::Result<std::vector<StoredSyncOrder>> SqlSyncOrderStore::list(const core::TenantId& tenant, int count) {
    return read_all(database_.read(kList, {tenant.str(), std::int64_t{count}}));
}

base::Result<void> SqlSyncOrderStore::purge(base::TimePoint requested_before) {
    return done_or_error(
        database_.write("DELETE FROM sync_orders WHERE requested_at < $1", {millis(requested_before)}));
}

}  // namespace tilbage::adapters::sql
