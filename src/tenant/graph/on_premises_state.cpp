// GET /users/{id}/onPremisesState: a person's rules and state, asked of the directory just now.
#include "tenant/graph/resources.h"
#include "tenant/http/description_json.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

using adapters::http::Reply;

void read_state(const Ports& ports, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    if (!found->person.from_directory()) {
        reply(refused(call, core::Refusal{.code = core::RefusalCode::user_not_found}));
        return;
    }
    auto kept = std::make_shared<Call>(std::move(call));
    ports.descriptions.describe(kept->principal.tenant_id, found->person.anchor,
                                [kept, reply](const core::Outcome& outcome) {
                                    if (outcome.reason != core::Reason::succeeded) {
                                        reply(outcome_problem(outcome));
                                        return;
                                    }
                                    auto state = description_json(outcome.description.value_or(core::Description{}));
                                    reply(entity(*kept, "users/onPremisesState/$entity", std::move(state)));
                                });
}

}  // namespace

void add_on_premises_state(Routes& routes, const Ports& ports) {
    routes.add({.method = "GET",
                .path = "/beta/users/{id}/onPremisesState",
                .access = Access::reader,
                .schema = {},
                .handler = [&ports](Call& call, const Reply& reply) { read_state(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
