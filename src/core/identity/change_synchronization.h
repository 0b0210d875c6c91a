// Changes what administrators decide about the synchronisation, and writes down who did.
#pragma once

#include <functional>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/audit_log.h"
#include "core/ports/synchronization_settings.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

class ChangeSynchronization {
public:
    struct Ports {
        SynchronizationSettingsStore& settings;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit ChangeSynchronization(Ports ports) : ports_(ports) {}

    // `edit` makes the new settings of those that stand there, in one transaction. `actor` as in AuditRecord. Writing
    // what is there already changes nothing. Any thread.
    [[nodiscard]] base::Result<void> run(
        const TenantId& tenant, const std::string& actor,
        const std::function<SynchronizationSettings(const SynchronizationSettings&)>& edit);

private:
    [[nodiscard]] base::Result<void> change(
        const TenantId& tenant, const std::string& actor,
        const std::function<SynchronizationSettings(const SynchronizationSettings&)>& edit);
    Ports ports_;
};

}  // namespace tilbage::core
