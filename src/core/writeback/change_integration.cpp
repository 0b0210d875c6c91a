#include "core/writeback/change_integration.h"

#include <fmt/format.h>

namespace tilbage::core {

base::Result<OnPremisesIntegration> ChangeIntegration::run(const TenantId& tenant, const std::string& actor,
                                                           const IntegrationChange& wanted,
                                                           std::optional<std::int64_t> expected_version) {
    OnPremisesIntegration after;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto changed = change(tenant, actor, wanted, expected_version);
        if (!changed) return base::fail(changed.error());
        after = *changed;
        return {};
    });
    if (!done) return base::fail(done.error());
    return after;
}

base::Result<OnPremisesIntegration> ChangeIntegration::change(const TenantId& tenant, const std::string& actor,
                                                              const IntegrationChange& wanted,
                                                              std::optional<std::int64_t> expected_version) {
    const auto before = ports_.integration.read(tenant);
    if (!before) return before;
    if (expected_version && *expected_version != before->version) {
        return base::fail(base::ErrorCode::conflict, "somebody else changed the settings meanwhile");
    }
    auto settings = *before;
    settings.writeback_enabled = wanted.writeback_enabled.value_or(before->writeback_enabled);
    settings.unlock_allowed = wanted.unlock_allowed.value_or(before->unlock_allowed);
    if (settings == *before) return before;
    const auto after = ports_.integration.write(tenant, settings, before->version);
    if (!after) return after;
    if (const auto written = record(tenant, actor, *before, *after); !written) return base::fail(written.error());
    return after;
}

// The activities' names are those that administrators of the Microsoft product filter their audit logs by.
base::Result<void> ChangeIntegration::record(const TenantId& tenant, const std::string& actor,
                                             const OnPremisesIntegration& before, const OnPremisesIntegration& after) {
    const auto append = [&](std::string_view action, std::string details) {
        AuditRecord record;
        record.tenant_id = tenant;
        record.at = ports_.clock.now();
        record.actor = actor;
        record.action = action;
        record.result = "succeeded";
        record.correlation_id = fmt::format("integration:{}", after.version);
        record.details = std::move(details);
        return ports_.audit.append(record);
    };
    if (before.writeback_enabled != after.writeback_enabled) {
        const auto written = append(after.writeback_enabled ? "Enable password writeback for directory"
                                                            : "Disable password writeback for directory",
                                    "{}");
        if (!written) return written;
    }
    if (before.unlock_allowed != after.unlock_allowed) {
        return append("Self-service password reset policy changes",
                      fmt::format(R"({{"setting":"accountUnlockEnabled","old":{},"new":{}}})", before.unlock_allowed,
                                  after.unlock_allowed));
    }
    return {};
}

}  // namespace tilbage::core
