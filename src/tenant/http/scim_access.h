// What holds for every SCIM call: an agent's access token, and answers in SCIM's shape (docs/protocol.md §7; RFC 6750,
// RFC 7644 §3.12).
#pragma once

#include <functional>

#include "adapters/http/server.h"
#include "base/clock.h"
#include "core/identity/provision_groups.h"
#include "core/ports/agent_store.h"
#include "core/ports/provisioning_revision.h"
#include "wire/scim_error.h"
#include "wire/scim_resource.h"

namespace tilbage::tenant {

// All of it outlives the router.
struct ScimPorts {
    core::AgentStore& agents;
    core::PersonStore& people;
    core::GroupStore& groups;
    core::ProvisionPeople& provision_people;
    core::ProvisionGroups& provision_groups;
    core::ProvisioningRevision& revision;
    core::UnitOfWork& unit_of_work;
    const base::Clock& clock;
    wire::ScimBase base;
};

// Everything that a call sees or changes is of the agent's tenant.
using ScimCall = std::function<adapters::http::Response(const adapters::http::Request&, const core::Agent&)>;

// Calls `call` for a valid token; otherwise 401.
[[nodiscard]] adapters::http::Handler for_agents(const ScimPorts& ports, ScimCall call);
// The same for a call with a body, which must be application/scim+json or application/json; otherwise 415.
[[nodiscard]] adapters::http::Handler for_agents_with_body(const ScimPorts& ports, ScimCall call);

[[nodiscard]] adapters::http::Response scim_response(unsigned status, std::string body);
[[nodiscard]] adapters::http::Response scim_error_response(const wire::ScimProblem& problem);
// 503, and the cause in the log under the request's id.
[[nodiscard]] adapters::http::Response scim_store_failed(const base::Error& error,
                                                         const adapters::http::Request& request);
[[nodiscard]] wire::ScimProblem scim_problem_of(core::ProvisionRefusal refusal, wire::ScimResource resource);

// Tilbage-Revision, where who synchronises sees whether anybody else was there.
void add_revision(adapters::http::Response& response, std::int64_t revision);

}  // namespace tilbage::tenant
