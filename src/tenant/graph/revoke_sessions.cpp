// /users/{id}/revokeSignInSessions: a person is signed out everywhere.
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

using adapters::http::Reply;

void revoke(const Ports& ports, const Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto done = ports.revoke_sessions.run(call.principal, found->person.id);
    reply(done ? json_response(200, {{"@odata.context", call.context("Edm.Boolean")}, {"value", true}})
               : refused(call, done.error()));
}

}  // namespace

void add_revoke_sessions(Routes& routes, const Ports& ports) {
    routes.add_to_both(
        {"POST", "/users/{id}/revokeSignInSessions", Access::writer, {}, [&ports](Call& call, const Reply& reply) {
             revoke(ports, call, reply);
         }});
}

}  // namespace tilbage::tenant::graph
