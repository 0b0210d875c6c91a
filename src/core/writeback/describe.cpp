#include "core/writeback/describe.h"

#include "core/writeback/file_time.h"
#include "core/writeback/min_age.h"

namespace tilbage::core {
namespace {

AccountDetails details_of(const DirectoryPerson& person, const PasswordPolicy& policy) {
    AccountDetails details;
    if (person.locked) details.locked_at = person.lockout_time;
    details.expires_at = person.account_expires_at;
    details.must_change = person.pwd_last_set == 0;
    if (!details.must_change) details.password_set_at = from_file_time(person.pwd_last_set);
    const auto max_age = std::chrono::seconds(policy.max_age_seconds.value_or(0));
    if (details.password_set_at && max_age.count() > 0 && !person.password_never_expires) {
        details.password_expires_at = *details.password_set_at + max_age;
    }
    details.wrong_passwords = person.bad_password_count;
    if (person.bad_password_at != base::TimePoint()) details.wrong_password_at = person.bad_password_at;
    details.outside_hours = person.outside_hours;
    details.certain_workstations = person.certain_workstations;
    return details;
}

}  // namespace

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
                            .expired = person.expired,
                            .details = details_of(person, *policy)};
    if (policy->min_age_seconds.value_or(0) > 0) {
        const auto now = directory.directory_time();
        if (!now) return base::fail(now.error());
        description.may_change_at = may_change_at(*policy, person.pwd_last_set, *now);
    }
    return description;
}

}  // namespace tilbage::core
