// The list of conflicts (core/ports/provisioning_conflicts.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/provisioning_conflicts.h"

namespace tilbage::adapters::sql {

class SqlProvisioningConflicts final : public core::ProvisioningConflicts {
public:
    explicit SqlProvisioningConflicts(Database& database) : database_(database) {}
    base::Result<std::vector<core::ProvisioningConflict>> list(const core::TenantId& tenant,
                                                               const std::optional<core::ConflictPosition>& after,
                                                               int count) override;
    base::Result<std::int64_t> people(const core::TenantId& tenant) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
