#include "core/identity/sweep_conflicts.h"

namespace tilbage::core {

base::Result<void> SweepConflicts::run() {
    const auto tenants = ports_.tenants.all();
    if (!tenants) return base::fail(tenants.error());
    for (const auto& tenant : *tenants)
        if (auto done = sweep(tenant.id); !done) return done;
    return {};
}

base::Result<void> SweepConflicts::sweep(const TenantId& tenant) {
    const auto nobody = ports_.provisioning.all_waiting(tenant);
    if (!nobody) return base::fail(nobody.error());
    if (nobody->empty()) return {};  // nothing is written, so nobody is held up
    const ProvisioningRun run{.tenant_id = tenant,
                              .actor = "system",
                              .correlation_id = base::new_uuid(ports_.random),
                              .at = ports_.clock.now()};
    return ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto waiting = ports_.provisioning.all_waiting(tenant);
        if (!waiting) return base::fail(waiting.error());
        bool changed = false;
        for (const auto& id : *waiting) {
            const auto looked = duplicates_.look_again(run, id);
            if (!looked) return base::fail(looked.error());
            changed = changed || *looked;
        }
        return changed ? ports_.provisioning.count_up(tenant) : base::Result<void>();
    });
}

}  // namespace tilbage::core
