// What agents do beside the relay put together: enrol, get tokens, provision people. A part of compose.cpp.
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/identity/authenticate_agent.h"
#include "core/identity/enrol_agent.h"
#include "core/identity/provision_groups.h"
#include "core/identity/provision_people.h"

namespace tilbage::tenant {

struct Stores;

struct AgentSteps {
    // All outlive it.
    AgentSteps(Stores& stores, const base::Clock& clock, base::Random& random);
    AgentSteps(const AgentSteps&) = delete;
    AgentSteps& operator=(const AgentSteps&) = delete;

    // Enrolment and /scim/v2. Tokens are given where administrators get theirs (compose_sign_in.h).
    void add_routes(adapters::http::Router& router, const std::string& base_url);

    core::EnrolAgent enrol;
    core::AuthenticateAgent authenticate;
    core::ProvisionPeople provision;
    core::ProvisionGroups provision_groups;

private:
    Stores& stores_;
    const base::Clock& clock_;
};

}  // namespace tilbage::tenant
