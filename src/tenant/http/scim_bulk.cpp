#include "tenant/http/scim_bulk.h"

#include "tenant/log_events.h"
#include "wire/scim_bulk.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
using Verb = core::ProvisionChange::Verb;

Verb verb_of(const wire::ScimBulkOperation& operation) {
    if (operation.problem) return Verb::unreadable;
    switch (operation.method) {
        case wire::ScimMethod::post:
            return Verb::create;
        case wire::ScimMethod::put:
            return Verb::replace;
        case wire::ScimMethod::remove:
            return Verb::remove;
        case wire::ScimMethod::patch:
            return Verb::unreadable;
    }
    return Verb::unreadable;
}

core::ProvisionChange change_of(const wire::ScimBulkOperation& operation) {
    core::ProvisionChange change{.verb = verb_of(operation), .id = core::PersonId(operation.id)};
    if (const auto* person = std::get_if<core::Person>(&operation.data)) change.person = *person;
    if (!operation.version.empty())
        change.only_if = [version = operation.version](const core::Person& person) {
            return wire::scim_version(person) == version;
        };
    return change;
}

unsigned status_of(wire::ScimMethod method) {
    return method == wire::ScimMethod::post ? 201 : method == wire::ScimMethod::remove ? 204 : 200;
}

wire::ScimBulkOutcome outcome_of(const wire::ScimBulkOperation& operation, const core::ProvisionOutcome& done) {
    wire::ScimBulkOutcome outcome{.method = operation.method,
                                  .resource = operation.resource,
                                  .bulk_id = operation.bulk_id,
                                  .id = operation.id,
                                  .version = {},
                                  .status = status_of(operation.method),
                                  .problem = {}};
    if (!done) {
        outcome.problem = operation.problem ? *operation.problem : scim_problem_of(done.error());
        outcome.status = outcome.problem->status;
        return outcome;
    }
    outcome.id = done->person.id.str();
    if (operation.method != wire::ScimMethod::remove) outcome.version = wire::scim_version(done->person);
    return outcome;
}

http::Response run_bulk(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    const auto bulk = wire::decode_scim_bulk_request(request.body);
    if (!bulk) return scim_error_response(bulk.error());
    std::vector<core::ProvisionChange> changes;
    changes.reserve(bulk->operations.size());
    for (const auto& operation : bulk->operations) changes.push_back(change_of(operation));
    const auto done = ports.provision_people.run(agent, changes, static_cast<std::size_t>(bulk->fail_on_errors));
    if (!done) return scim_store_failed(done.error(), request);
    std::vector<wire::ScimBulkOutcome> outcomes;
    outcomes.reserve(done->size());
    std::int64_t refused = 0;
    for (std::size_t i = 0; i < done->size(); ++i) {
        outcomes.push_back(outcome_of(bulk->operations[i], (*done)[i]));
        if (outcomes.back().problem) ++refused;
    }
    base::log(events::kPeopleProvisioned, {{"agent", agent.id.str()},
                                           {"operations", static_cast<std::int64_t>(outcomes.size())},
                                           {"refused", refused},
                                           {"request", request.id}});
    return scim_response(200, wire::encode_scim_bulk_response(outcomes, ports.base));
}

}  // namespace

void add_scim_bulk(http::Router& router, const ScimPorts& ports) {
    router.add("POST", "/scim/v2/Bulk",
               for_agents_with_body(ports, [ports](const http::Request& request, const core::Agent& agent) {
                   return run_bulk(ports, request, agent);
               }));
}

}  // namespace tilbage::tenant
