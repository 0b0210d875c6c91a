// What provisioning does with people: create, replace, remove, alone or many at once (docs/protocol.md §7). Knows
// nothing of SCIM.
#pragma once

#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/agent_store.h"
#include "core/ports/audit_log.h"
#include "core/ports/person_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

enum class ProvisionRefusal {
    not_unique,         // the source anchor or user name is another person's
    not_found,          // no such person in this tenant
    anchor_immutable,   // a person keeps the source anchor they came with
    changed_meanwhile,  // `only_if` says no
    malformed,
    busy,  // the store; nothing was changed
};

struct ProvisionChange {
    enum class Verb { create, replace, remove, unreadable };  // unreadable: asked for, and refused as malformed
    Verb verb = Verb::create;
    PersonId id;    // of replace and remove
    Person person;  // of create and replace; its id and tenant are not looked at
    // Of replace and remove: asked about the person as they are now; null: always.
    std::function<bool(const Person&)> only_if;
};

// The person as they are now; after a removal, as they were.
using ProvisionOutcome = tl::expected<Person, ProvisionRefusal>;

class ProvisionPeople {
public:
    struct Ports {
        PersonStore& people;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit ProvisionPeople(Ports ports) : ports_(ports) {}

    // One transaction, in which each change succeeds or fails by itself, with one audit record that counts them. Stops
    // after `max_failures` failures (0: never); the outcomes are then fewer than the changes. An error means that
    // nothing at all was done. Any thread.
    [[nodiscard]] base::Result<std::vector<ProvisionOutcome>> run(const Agent& agent,
                                                                  const std::vector<ProvisionChange>& changes,
                                                                  std::size_t max_failures = 0);

private:
    ProvisionOutcome apply(const TenantId& tenant, const ProvisionChange& change, base::TimePoint now);
    ProvisionOutcome create(const TenantId& tenant, Person person, base::TimePoint now);
    ProvisionOutcome replace(const Person& before, Person person, base::TimePoint now);
    ProvisionOutcome put(const Person& person, base::TimePoint now);
    Ports ports_;
};

}  // namespace tilbage::core
