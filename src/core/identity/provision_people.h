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
    not_unique,          // the user name of one who is not from a directory is another's; a group's anchor
    not_found,           // no such person in this tenant
    anchor_immutable,    // a person keeps the source anchor they came with, and who came without gets none
    changed_meanwhile,   // `only_if` says no
    hard_match_blocked,  // somebody who is not from a directory has the anchor, and takeover is switched off
    soft_match_blocked,  // somebody who is not from a directory has the name, and soft match is switched off
    unknown_reference,   // a member that the tenant does not have
    malformed,
    busy,  // the store; nothing was changed
};

enum class ProvisionedAs {
    created,
    adopted,   // somebody who was there: by the anchor, or by name or mail address (soft match)
    restored,  // had been deleted less than 30 days ago
    replaced,
    unchanged,
    removed,
};

struct ProvisionChange {
    enum class Verb {
        create,
        replace,
        modify,
        remove,      // for 30 days they can come back
        unreadable,  // asked for, and refused as malformed
    };
    Verb verb = Verb::create;
    PersonId id;         // of all but create
    Person person = {};  // of create and replace; its id, tenant and provisioning errors are not looked at
    // Of all but create: asked about the person as they are now; null: always.
    std::function<bool(const Person&)> only_if = {};
    // Of modify: makes the new person of the one as provisioning last wanted them (as_wanted).
    std::function<tl::expected<Person, ProvisionRefusal>(const Person&)> modify = {};
};

struct PersonProvisioned {
    ProvisionedAs how = ProvisionedAs::created;
    Person person;  // as they are now; after a removal, as they were
};
using ProvisionOutcome = tl::expected<PersonProvisioned, ProvisionRefusal>;

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
    ProvisionOutcome put(const Person& person, ProvisionedAs how, base::TimePoint now);
    Ports ports_;
};

}  // namespace tilbage::core
