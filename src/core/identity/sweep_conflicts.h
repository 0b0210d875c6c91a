// Every hour: whoever is kept from a value gets it when it has become free without anybody noticing, because an
// administrator was removed or renamed (docs/protocol.md §7, Duplicates).
#pragma once

#include "base/clock.h"
#include "core/identity/duplicate_values.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

class SweepConflicts {
public:
    struct Ports {
        PersonStore& people;
        ProvisioningStore& provisioning;
        TenantStore& tenants;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit SweepConflicts(Ports ports)
        : ports_(ports), duplicates_({ports.people, ports.provisioning, ports.tenants, ports.audit, ports.random}) {}

    // All tenants, each in a transaction of its own. Any thread.
    [[nodiscard]] base::Result<void> run();

private:
    base::Result<void> sweep(const TenantId& tenant);
    Ports ports_;
    DuplicateValues duplicates_;
};

}  // namespace tilbage::core
