#include "core/writeback/describe.h"

#include "core/writeback/min_age.h"

namespace tilbage::core {

base::Result<Description> describe(Directory& directory, const DirectoryPerson& person) {
    const auto policy = directory.read_policy(person);
    if (!policy) return base::fail(policy.error());
    const auto capabilities = directory.capabilities();
    if (!capabilities) return base::fail(capabilities.error());
    Description description{.policy = *policy,
                            .history_enforced = capabilities->policy_hints,
                            .min_age_enforced = capabilities->policy_hints,
                            .may_change_at = {},
                            .locked = person.locked,
                            .disabled = person.disabled,
                            .expired = person.expired};
    if (policy->min_age_seconds.value_or(0) > 0) {
        const auto now = directory.directory_time();
        if (!now) return base::fail(now.error());
        description.may_change_at = may_change_at(*policy, person.pwd_last_set, *now);
    }
    return description;
}

}  // namespace tilbage::core
