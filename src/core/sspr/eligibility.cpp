#include "core/sspr/eligibility.h"

#include <algorithm>

namespace tilbage::core {
namespace {

// Nobody has them: looked up all the same, so that it takes the same time.
constexpr const char* kNobodysId = "nobody";
constexpr const char* kNobodysName = "nobody at all";

}  // namespace

bool may_reset(const PasswordResetPolicy& policy, const std::vector<Group>& groups) {
    switch (policy.enabled) {
        case ResetEnablement::none:
            return false;
        case ResetEnablement::selected:
            return std::ranges::any_of(groups, [&](const Group& group) {
                return std::ranges::find(policy.groups, group.id) != policy.groups.end();
            });
        case ResetEnablement::all:
            return true;
    }
    return false;
}

base::Result<PolicyInForce> policy_in_force(const EligibilityPorts& ports, const TenantId& tenant,
                                            const std::optional<Person>& person) {
    auto policy = ports.policies.read(tenant);
    if (!policy) return base::fail(policy.error());
    const auto administrator =
        ports.administrators.find_by_user_name(tenant, person ? person->user_name : kNobodysName);
    if (!administrator) return base::fail(administrator.error());
    PolicyInForce in_force;
    in_force.administrator = person && administrator->has_value();
    std::vector<Group> groups;
    if (policy->enabled == ResetEnablement::selected) {
        auto found =
            ports.groups.groups_of(tenant, {GroupMember::Kind::person, person ? person->id.str() : kNobodysId}, true);
        if (!found) return base::fail(found.error());
        groups = std::move(*found);
    }
    in_force.methods_of_others = policy->methods_required;
    in_force.policy = in_force.administrator ? administrators_policy(std::move(*policy)) : std::move(*policy);
    in_force.may_reset = person && may_reset(in_force.policy, groups);
    return in_force;
}

}  // namespace tilbage::core
