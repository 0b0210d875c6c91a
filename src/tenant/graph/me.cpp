// GET /me and /me/memberOf: who is signed in, and what they may.
#include <boost/json/array.hpp>

#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;

// The ids that these roles have in every tenant of Microsoft's directory, by which clients know them.
std::string_view template_id(core::Role role) {
    switch (role) {
        case core::Role::global_administrator:
            return "62e90394-69f5-4237-9190-012177145e10";
        case core::Role::password_administrator:
            return "966707d0-3269-4727-9be2-8c3a10f19b9d";
        case core::Role::helpdesk_administrator:
            return "729827e3-9c14-49f7-bb1b-9608f156bbb8";
        case core::Role::global_reader:
            return "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    }
    return {};
}

void read_me(const Call& call, const Reply& reply) {
    const auto& principal = call.principal;
    reply(entity(call, "users/$entity",
                 {{"id", principal.administrator_id.str()},
                  {"displayName", principal.display_name},
                  {"userPrincipalName", principal.user_name}}));
}

void read_roles(const Call& call, const Reply& reply) {
    json::array roles;
    for (const auto role : call.principal.roles) {
        roles.push_back(json::object{{"@odata.type", "#microsoft.graph.directoryRole"},
                                     {"id", template_id(role)},
                                     {"displayName", core::display_name(role)}});
    }
    reply(collection(call, "directoryObjects", std::move(roles)));
}

}  // namespace

void add_me(Routes& routes) {
    routes.add_to_both({.method = "GET",
                        .path = "/me",
                        .access = Access::reader,
                        .schema = {.properties = {"id", "displayName", "userPrincipalName"}},
                        .handler = read_me});
    routes.add_to_both({.method = "GET",
                        .path = "/me/memberOf",
                        .access = Access::reader,
                        .schema = {.properties = {"id", "displayName"}, .countable = true},
                        .handler = read_roles});
}

}  // namespace tilbage::tenant::graph
