// Who may reset, and by which policy.
#pragma once

#include <optional>
#include <vector>

#include "core/identity/person.h"
#include "core/ports/administrator_store.h"
#include "core/ports/group_store.h"
#include "core/ports/password_reset_policy_store.h"

namespace tilbage::core {

// `groups`: those that somebody is in, directly or through others.
[[nodiscard]] bool may_reset(const PasswordResetPolicy& policy, const std::vector<Group>& groups);

// All outlive who asks.
struct EligibilityPorts {
    PasswordResetPolicyStore& policies;
    GroupStore& groups;
    AdministratorStore& administrators;
};

struct PolicyInForce {
    PasswordResetPolicy policy;  // for an administrator of the tenant: administrators_policy()
    int methods_of_others = 1;   // methods_required of those who are no administrators
    bool may_reset = false;      // by the policy alone: whether they are enabled and come from a directory is not asked
    bool administrator = false;  // their user name is that of an administrator of the tenant
};

// Nobody (a decoy) gets the tenant's policy and may not; the same is looked up for them. One transaction around it when
// it is to agree with what is done next.
[[nodiscard]] base::Result<PolicyInForce> policy_in_force(const EligibilityPorts& ports, const TenantId& tenant,
                                                          const std::optional<Person>& person);

}  // namespace tilbage::core
