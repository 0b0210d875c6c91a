// The runs of the synchronisation (core/ports/sync_run_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/sync_run_store.h"

namespace tilbage::adapters::sql {

class SqlSyncRunStore final : public core::SyncRunStore {
public:
    explicit SqlSyncRunStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::TenantId& tenant, const core::AgentId& agent, const std::string& agent_name,
                           const std::vector<core::SyncRun>& runs) override;
    base::Result<core::SyncRunPage> list(const core::TenantId& tenant, std::optional<std::int64_t> before,
                                         int count) override;
    base::Result<void> purge(base::TimePoint ended_before, int keep) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
