// Values that no two people may have: user names and proxy addresses. Where a directory wants one for somebody and it
// is another's, the person comes all the same: the address is kept away, the user name becomes another, and both heal
// when the value is free (docs/protocol.md §7, Duplicates).
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "core/identity/person.h"
#include "core/identity/provisioning_audit.h"
#include "core/ports/person_store.h"
#include "core/ports/provisioning_store.h"

namespace tilbage::core {

// The person as provisioning wants them: with the values that are kept away from them, and without those errors.
[[nodiscard]] Person as_wanted(Person person);

class DuplicateValues {
public:
    struct Ports {
        PersonStore& people;
        ProvisioningStore& provisioning;
        TenantStore& tenants;
        AuditLog& audit;
        base::Random& random;
    };
    explicit DuplicateValues(Ports ports) : ports_(ports) {}

    // The person as they can be: `wanted` without what is another's. `before`: as they are in the store; null: not yet.
    // A value that they waited for before keeps its time, a user name that they were given stays.
    [[nodiscard]] base::Result<Person> keep_apart(const ProvisioningRun& run, Person wanted, const Person* before);
    // Writes `after` in the place of `before` (null: there was nobody), tells the audit what is kept away or healed,
    // and gives what became free to those who wait for it.
    [[nodiscard]] base::Result<void> put(const ProvisioningRun& run, const Person* before, const Person& after);
    // Gives everything that `gone` had to those who wait for it.
    [[nodiscard]] base::Result<void> release(const ProvisioningRun& run, const Person& gone);
    // Looks at this person again. true: something changed.
    [[nodiscard]] base::Result<bool> look_again(const ProvisioningRun& run, const PersonId& id);

private:
    struct Value {
        ProvisioningError::Property property;
        std::string text;
    };
    static std::vector<Value> values_of(const Person& person);
    static std::vector<Value> freed(const Person& before, const Person& after);
    base::Result<void> write(const ProvisioningRun& run, const Person* before, const Person& after);
    base::Result<void> hand_on(const ProvisioningRun& run, const std::vector<Value>& free);
    base::Result<std::string> other_user_name(const ProvisioningRun& run, const Person& wanted);
    Ports ports_;
};

}  // namespace tilbage::core
