#include "adapters/sql/audit_log.h"

#include "core/audit/chain.h"

namespace tilbage::adapters::sql {
namespace {

core::StoredAuditRecord read_record(const core::TenantId& tenant, const Row& row) {
    return {.sequence = row.integer(0),
            .record = {.tenant_id = tenant,
                       .at = row.time(1),
                       .actor = row.text(2),
                       .action = row.text(3),
                       .target = row.text(4),
                       .result = row.text(5),
                       .correlation_id = row.text(6),
                       .details = row.text(7)},
            .hash = row.text(8)};
}

}  // namespace

base::Result<void> SqlAuditLog::append(const core::AuditRecord& record) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        auto last =
            connection.query("SELECT sequence, hash FROM audit WHERE tenant_id = $1 ORDER BY sequence DESC LIMIT 1",
                             {record.tenant_id.str()});
        if (!last) return base::fail(last.error());
        const bool first = last->rows.empty();
        const std::int64_t sequence = first ? 1 : last->rows.front().integer(0) + 1;
        const std::string previous = first ? std::string(core::first_link()) : last->rows.front().text(1);
        auto added = connection.query(
            "INSERT INTO audit (tenant_id, sequence, at, actor, action, target, result, correlation_id, details, hash) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            {record.tenant_id.str(), sequence, millis(record.at), record.actor, record.action, record.target,
             record.result, record.correlation_id, record.details, core::chain_hash(previous, sequence, record)});
        if (!added) return base::fail(added.error());
        return {};
    });
}

base::Result<std::vector<core::StoredAuditRecord>> SqlAuditLog::read(const core::TenantId& tenant,
                                                                     std::int64_t after_sequence, int count) {
    auto found = database_.read(
        "SELECT sequence, at, actor, action, target, result, correlation_id, details, hash FROM audit "
        "WHERE tenant_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        {tenant.str(), after_sequence, std::int64_t{count > 0 ? count : 0}});
    if (!found) return base::fail(found.error());
    std::vector<core::StoredAuditRecord> records;
    for (const Row& row : found->rows) records.push_back(read_record(tenant, row));
    return records;
}

}  // namespace tilbage::adapters::sql
