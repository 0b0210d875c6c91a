// Applications and their secrets (core/ports/application_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/application_store.h"

namespace tilbage::adapters::sql {

class SqlApplicationStore final : public core::ApplicationStore {
public:
    explicit SqlApplicationStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::Application& application) override;
    base::Result<std::optional<core::Application>> find(const core::TenantId& tenant,
                                                        const core::ApplicationId& id) override;
    base::Result<std::vector<core::Application>> list(const core::TenantId& tenant) override;
    base::Result<bool> change(const core::Application& application) override;
    base::Result<bool> remove(const core::TenantId& tenant, const core::ApplicationId& id) override;
    base::Result<void> add_secret(const core::ApplicationSecret& secret) override;
    base::Result<std::vector<core::ApplicationSecret>> secrets_of(const core::ApplicationId& id) override;
    base::Result<bool> remove_secret(const core::ApplicationId& id, const std::string& secret) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
