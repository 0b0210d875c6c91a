// What provisioning does with people: create, replace, remove, alone or many at once (docs/protocol.md §7). Knows
// nothing of SCIM.
#pragma once

#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "core/identity/duplicate_values.h"
#include "core/ports/agent_store.h"
#include "core/ports/audit_log.h"
#include "core/ports/deleted_people.h"
#include "core/ports/person_store.h"
#include "core/ports/provisioning_store.h"
#include "core/ports/synchronization_settings.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

enum class ProvisionRefusal {
    not_unique,          // the user name of one who is not from a directory is another's; a group's anchor
    not_found,           // no such person in this tenant
    anchor_immutable,    // a person keeps the source anchor they came with, and who came without gets none
    changed_meanwhile,   // `only_if` says no
    other_directory,     // the anchor is a person's of another domain, who is still there
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

// What a verb does not need is left out. NOLINTBEGIN(readability-redundant-member-init)
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
// NOLINTEND(readability-redundant-member-init)

struct PersonProvisioned {
    ProvisionedAs how = ProvisionedAs::created;
    Person person;  // as they are now; after a removal, as they were
};
using ProvisionOutcome = tl::expected<PersonProvisioned, ProvisionRefusal>;

class ProvisionPeople {
public:
    struct Ports {
        PersonStore& people;
        DeletedPeople& deleted;
        ProvisioningStore& provisioning;
        SynchronizationSettingsStore& settings;
        TenantStore& tenants;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit ProvisionPeople(Ports ports)
        : ports_(ports), duplicates_({ports.people, ports.provisioning, ports.tenants, ports.audit, ports.random}) {}

    // One transaction, in which each change succeeds or fails by itself, with one audit record that counts them and one
    // for everybody who is matched, restored, quarantined or healed. Stops after `max_failures` failures (0: never);
    // the outcomes are then fewer than the changes. An error means that nothing at all was done. Any thread.
    [[nodiscard]] base::Result<std::vector<ProvisionOutcome>> run(const Agent& agent,
                                                                  const std::vector<ProvisionChange>& changes,
                                                                  std::size_t max_failures = 0);

private:
    ProvisionOutcome apply(const ProvisioningRun& run, const ProvisionChange& change);
    ProvisionOutcome create(const ProvisioningRun& run, Person person);
    ProvisionOutcome create_matched(const ProvisioningRun& run, Person person);
    ProvisionOutcome adopt_known(const ProvisioningRun& run, const PersonId& id, Person person);
    ProvisionOutcome take_over(const ProvisioningRun& run, const PersonId& id, Person person, std::string_view by);
    ProvisionOutcome bring_back(const ProvisioningRun& run, const PersonId& id, Person person);
    ProvisionOutcome replace(const ProvisioningRun& run, const Person& before, Person person);
    ProvisionOutcome remove(const ProvisioningRun& run, Person before);
    ProvisionOutcome put(const ProvisioningRun& run, const Person* before, Person person, ProvisionedAs how);
    Ports ports_;
    DuplicateValues duplicates_;
};

}  // namespace tilbage::core
