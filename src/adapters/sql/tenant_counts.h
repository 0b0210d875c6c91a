// How much a tenant has (core/ports/tenant_counts.h), counted by indexes.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/tenant_counts.h"

namespace tilbage::adapters::sql {

class SqlTenantCounts final : public core::TenantCountStore {
public:
    explicit SqlTenantCounts(Database& database) : database_(database) {}
    base::Result<core::TenantCounts> read(const core::TenantId& tenant) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
