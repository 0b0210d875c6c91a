// What administrators do with deleted people, and what time does: forget them, bring back one of the tenant's own.
#pragma once

#include <tl/expected.hpp>

#include "base/clock.h"
#include "core/identity/duplicate_values.h"
#include "core/ports/deleted_people.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

// Any thread; each call is one transaction.
class ManageDeletedPeople {
public:
    struct Ports {
        DeletedPeople& deleted;
        PersonStore& people;
        ProvisioningStore& provisioning;
        TenantStore& tenants;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    enum class Refusal {
        not_found,
        from_directory,  // the directory decides who is there
        not_unique,      // somebody has the user name by now
        busy,            // the store
    };
    explicit ManageDeletedPeople(Ports ports) : ports_(ports) {}

    // For good. `actor`: as the audit names it.
    [[nodiscard]] tl::expected<void, Refusal> forget(const TenantId& tenant, const std::string& actor,
                                                     const PersonId& id);
    [[nodiscard]] tl::expected<Person, Refusal> restore(const TenantId& tenant, const std::string& actor,
                                                        const PersonId& id);
    // Everybody whose thirty days are over.
    [[nodiscard]] base::Result<void> purge();

private:
    [[nodiscard]] ProvisioningRun begin(const TenantId& tenant, const std::string& actor);
    tl::expected<Person, Refusal> bring_back(const ProvisioningRun& run, const PersonId& id);
    Ports ports_;
};

}  // namespace tilbage::core
