// What administrators were told (core/ports/sync_alert_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/sync_alert_store.h"

namespace tilbage::adapters::sql {

class SqlSyncAlertStore final : public core::SyncAlertStore {
public:
    explicit SqlSyncAlertStore(Database& database) : database_(database) {}
    base::Result<std::vector<core::SyncAlert>> list(const core::TenantId& tenant) override;
    base::Result<bool> raise(const core::TenantId& tenant, const core::SyncAlert& alert, base::TimePoint now) override;
    base::Result<void> clear(const core::TenantId& tenant, const core::SyncAlert& alert) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
