// Changes what administrators decide about on-premises integration, and writes down who did.
#pragma once

#include <optional>

#include "base/clock.h"
#include "core/ports/audit_log.h"
#include "core/ports/integration_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

// What is to be; empty stays as it is.
struct IntegrationChange {
    std::optional<bool> writeback_enabled;
    std::optional<bool> unlock_allowed;
};

class ChangeIntegration {
public:
    struct Ports {
        IntegrationStore& integration;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
    };
    explicit ChangeIntegration(Ports ports) : ports_(ports) {}

    // `actor` as in AuditRecord. conflict: `expected_version` is given and is not the one that stands there. Gives what
    // stands there now; writing what is there already changes nothing, not even the version. Any thread.
    [[nodiscard]] base::Result<OnPremisesIntegration> run(const TenantId& tenant, const std::string& actor,
                                                          const IntegrationChange& change,
                                                          std::optional<std::int64_t> expected_version);

private:
    [[nodiscard]] base::Result<OnPremisesIntegration> change(const TenantId& tenant, const std::string& actor,
                                                             const IntegrationChange& change,
                                                             std::optional<std::int64_t> expected_version);
    [[nodiscard]] base::Result<void> record(const TenantId& tenant, const std::string& actor,
                                            const OnPremisesIntegration& before, const OnPremisesIntegration& after);

    Ports ports_;
};

}  // namespace tilbage::core
