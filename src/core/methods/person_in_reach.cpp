#include "core/methods/person_in_reach.h"

namespace tilbage::core {

Answer<PolicyInForce> policy_in_reach(const EligibilityPorts& eligibility, const Principal& administrator,
                                      const Person& person) {
    const bool above = administrator.has_any({Role::global_administrator, Role::password_administrator});
    if (!above && !administrator.has(Role::helpdesk_administrator)) return refuse(RefusalCode::not_allowed);
    auto policy = policy_in_force(eligibility, administrator.tenant_id, person);
    if (!policy) return refuse(policy.error());
    if (policy->administrator && !above) return refuse(RefusalCode::not_allowed);
    return std::move(*policy);
}

Answer<PersonInReach> person_in_reach(PersonStore& people, const EligibilityPorts& eligibility,
                                      const Principal& administrator, const PersonId& person_id) {
    const bool helps =
        administrator.has_any({Role::global_administrator, Role::password_administrator, Role::helpdesk_administrator});
    if (!helps) return refuse(RefusalCode::not_allowed);
    auto person = people.find(administrator.tenant_id, person_id);
    if (!person) return refuse(person.error());
    if (!*person) return refuse(RefusalCode::not_found);
    auto policy = policy_in_reach(eligibility, administrator, **person);
    if (!policy) return refuse(policy.error());
    return PersonInReach{std::move(**person), std::move(*policy)};
}

}  // namespace tilbage::core
