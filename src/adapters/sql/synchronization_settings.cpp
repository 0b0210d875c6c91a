#include "adapters/sql/synchronization_settings.h"

namespace tilbage::adapters::sql {

base::Result<core::SynchronizationSettings> SqlSynchronizationSettings::read(const core::TenantId& tenant) {
    auto found = database_.read(
        "SELECT block_soft_match, block_hard_match, removal_threshold_type, removal_threshold "
        "FROM synchronization_settings WHERE tenant_id = $1",
        {tenant.str()});
    if (!found) return base::fail(found.error());
    core::SynchronizationSettings settings;
    if (found->rows.empty()) return settings;
    const Row& row = found->rows.front();
    settings.block_soft_match = row.integer(0) == 1;
    settings.block_hard_match_takeover = row.integer(1) == 1;
    settings.removal_threshold = {.type = core::parse_removal_threshold_type(row.text(2)).value(),
                                  .value = static_cast<int>(row.integer(3))};
    return settings;
}

base::Result<void> SqlSynchronizationSettings::write(const core::TenantId& tenant,
                                                     const core::SynchronizationSettings& settings) {
    auto done = database_.write(
        "INSERT INTO synchronization_settings (tenant_id, block_soft_match, block_hard_match, "
        "removal_threshold_type, removal_threshold) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (tenant_id) DO UPDATE SET block_soft_match = $2, block_hard_match = $3, "
        "removal_threshold_type = $4, removal_threshold = $5",
        {tenant.str(), std::int64_t{settings.block_soft_match}, std::int64_t{settings.block_hard_match_takeover},
         std::string(core::to_string(settings.removal_threshold.type)),
         std::int64_t{settings.removal_threshold.value}});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace tilbage::adapters::sql
