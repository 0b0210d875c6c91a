// The agents' last reports and their leases (core/ports/sync_status_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/sync_status_store.h"

namespace tilbage::adapters::sql {

class SqlSyncStatusStore final : public core::SyncStatusStore {
public:
    explicit SqlSyncStatusStore(Database& database) : database_(database) {}
    base::Result<std::vector<core::StoredSyncReport>> list(const core::TenantId& tenant) override;
    base::Result<std::optional<core::StoredSyncReport>> find(const core::AgentId& agent) override;
    base::Result<void> put(const core::TenantId& tenant, const core::StoredSyncReport& report) override;
    base::Result<void> set_lease(const core::StoredLease& lease) override;
    base::Result<void> drop_lease(const core::AgentId& agent) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
