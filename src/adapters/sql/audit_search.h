// The audit, searched and counted (core/ports/audit_search.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/audit_search.h"

namespace tilbage::adapters::sql {

class SqlAuditSearch final : public core::AuditSearch {
public:
    explicit SqlAuditSearch(Database& database) : database_(database) {}
    base::Result<core::AuditPage> search(const core::TenantId& tenant, const core::AuditQuery& query) override;
    base::Result<std::vector<core::AuditCount>> count(const core::TenantId& tenant, base::TimePoint from,
                                                      const std::vector<std::string>& actions) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
