// Settings of the synchronisation (core/ports/synchronization_settings.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/synchronization_settings.h"

namespace tilbage::adapters::sql {

class SqlSynchronizationSettings final : public core::SynchronizationSettingsStore {
public:
    explicit SqlSynchronizationSettings(Database& database) : database_(database) {}
    base::Result<core::SynchronizationSettings> read(const core::TenantId& tenant) override;
    base::Result<void> write(const core::TenantId& tenant, const core::SynchronizationSettings& settings) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
