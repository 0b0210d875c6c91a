// The administrators' orders (core/ports/sync_order_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/sync_order_store.h"

namespace tilbage::adapters::sql {

class SqlSyncOrderStore final : public core::SyncOrderStore {
public:
    explicit SqlSyncOrderStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::StoredSyncOrder& order) override;
    base::Result<std::vector<core::StoredSyncOrder>> open(const core::TenantId& tenant, base::TimePoint now) override;
    base::Result<bool> close(const core::TenantId& tenant, const core::SyncOrderAnswer& answer,
                             base::TimePoint now) override;
    base::Result<std::vector<core::StoredSyncOrder>> list(const core::TenantId& tenant, int count) override;
    base::Result<void> purge(base::TimePoint requested_before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
