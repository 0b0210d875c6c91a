// Whose methods and password an administrator may touch: everybody's of the tenant; a Helpdesk Administrator's reach
// ends at the administrators, since with a reset they would have what somebody has who is above them.
#pragma once

#include "core/oauth/authenticate_administrator.h"
#include "core/ports/person_store.h"
#include "core/sspr/eligibility.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

struct PersonInReach {
    Person person;
    PolicyInForce policy;
};

// Part of the caller's transaction. Refusals: not_allowed, busy.
[[nodiscard]] Answer<PolicyInForce> policy_in_reach(const EligibilityPorts& eligibility, const Principal& administrator,
                                                    const Person& person);

// Part of the caller's transaction. Refusals: not_allowed, not_found, busy.
[[nodiscard]] Answer<PersonInReach> person_in_reach(PersonStore& people, const EligibilityPorts& eligibility,
                                                    const Principal& administrator, const PersonId& person);

}  // namespace tilbage::core
