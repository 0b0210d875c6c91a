// The audit (core/ports/audit_log.h). The table's triggers refuse to change or delete a record; the chain is
// core/audit/chain.h.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/audit_log.h"

namespace tilbage::adapters::sql {

class SqlAuditLog final : public core::AuditLog {
public:
    explicit SqlAuditLog(Database& database) : database_(database) {}
    base::Result<void> append(const core::AuditRecord& record) override;
    base::Result<std::vector<core::StoredAuditRecord>> read(const core::TenantId& tenant, std::int64_t after_sequence,
                                                            int count) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
