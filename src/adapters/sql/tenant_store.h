// Tenants (core/ports/person_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/person_store.h"

namespace tilbage::adapters::sql {

class SqlTenantStore final : public core::TenantStore {
public:
    explicit SqlTenantStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::Tenant& tenant, base::TimePoint now) override;
    base::Result<std::optional<core::Tenant>> find(const core::TenantId& id) override;
    // Empty also when people of several tenants share the domain and none has it as its own.
    base::Result<std::optional<core::Tenant>> find_by_domain(const std::string& domain) override;
    base::Result<std::vector<core::Tenant>> all() override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
