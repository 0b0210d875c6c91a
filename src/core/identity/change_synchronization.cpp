#include "core/identity/change_synchronization.h"

namespace tilbage::core {
namespace {

std::string_view text_of(bool flag) { return flag ? "true" : "false"; }

std::string details_of(const SynchronizationSettings& settings) {
    std::string details = R"({"blockSoftMatch":)";
    details += text_of(settings.block_soft_match);
    details += R"(,"blockHardMatchTakeover":)";
    details += text_of(settings.block_hard_match_takeover);
    details += R"(,"removalThreshold":")";
    details += to_string(settings.removal_threshold.type);
    details += R"(","value":)" + std::to_string(settings.removal_threshold.value) + "}";
    return details;
}

}  // namespace

base::Result<void> ChangeSynchronization::run(
    const TenantId& tenant, const std::string& actor,
    const std::function<SynchronizationSettings(const SynchronizationSettings&)>& edit) {
    return ports_.unit_of_work.run([&] { return change(tenant, actor, edit); });
}

base::Result<void> ChangeSynchronization::change(
    const TenantId& tenant, const std::string& actor,
    const std::function<SynchronizationSettings(const SynchronizationSettings&)>& edit) {
    const auto before = ports_.settings.read(tenant);
    if (!before) return base::fail(before.error());
    const auto after = edit(*before);
    if (after == *before) return {};
    if (auto done = ports_.settings.write(tenant, after); !done) return done;
    return ports_.audit.append({.tenant_id = tenant,
                                .at = ports_.clock.now(),
                                .actor = actor,
                                .action = "synchronization.settings",
                                .target = {},
                                .result = "succeeded",
                                .correlation_id = base::new_uuid(ports_.random),
                                .details = details_of(after)});
}

}  // namespace tilbage::core
