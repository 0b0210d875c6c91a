// GET /users and /users/{id|upn}: the people of the directory.
#include <boost/json/array.hpp>

#include "tenant/graph/people_query.h"
#include "tenant/graph/resources.h"
#include "tenant/graph/user_json.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;

std::vector<std::string_view> with(std::vector<std::string_view> names, std::initializer_list<std::string_view> more) {
    names.insert(names.end(), more);
    return names;
}

wire::OdataSchema list_schema(std::vector<std::string_view> properties) {
    return {.properties = std::move(properties),
            .filterable = {"id", "displayName", "userPrincipalName", "accountEnabled", "onPremisesSyncEnabled",
                           "onPremisesImmutableId", "onPremisesSamAccountName"},
            .searchable = {"displayName", "userPrincipalName"},
            .orderable = {"displayName", "userPrincipalName"},
            .paged = true,
            .countable = true,
            .own = {}};
}

json::object user_of(const Call& call, const core::ListedPerson& listed) {
    auto user = user_json(listed);
    if (call.version() == "/beta") {
        const auto& netbios = listed.person.netbios_domain;
        user["onPremisesNetBiosName"] = netbios.empty() ? json::value(nullptr) : json::value(netbios);
    }
    return user;
}

void list_users(const Ports& ports, const Call& call, const Reply& reply) {
    const auto query = people_query(call.query);
    if (!query) {
        reply(problem(400, query.error().code, query.error().message));
        return;
    }
    const auto page = ports.people.list(call.principal.tenant_id, *query);
    if (!page) {
        reply(store_failed(call, page.error()));
        return;
    }
    json::object body{{"@odata.context", call.context("users")}};
    if (page->total) body["@odata.count"] = *page->total;
    if (page->next) body["@odata.nextLink"] = call.next_link(skip_token_of(*page->next));
    json::array users;
    for (const auto& person : page->people) users.push_back(selected(call, user_of(call, person)));
    body["value"] = std::move(users);
    reply(json_response(200, body));
}

base::Result<json::value> last_writeback(const Ports& ports, const core::Person& person) {
    const auto last = ports.requests.last_completed(person.tenant_id, person.id);
    if (!last) return base::fail(last.error());
    if (!*last) return json::value(nullptr);
    const auto& request = **last;
    return json::object{{"dateTime", date_time(request.first_sent_at.value_or(request.created_at))},
                        {"kind", core::to_string(request.binding.kind)},
                        {"reason", core::to_string(request.outcome->reason)},
                        {"initiatedBy", core::to_string(request.initiated_by)},
                        {"supportCode", request.binding.request_id.str()}};
}

base::Result<void> add_beta(const Ports& ports, const Call& call, const core::Person& person, json::object& user) {
    if (call.wants("signInType")) {
        const auto type =
            ports.integration.sign_in_type(person.tenant_id, person.user_name.substr(person.user_name.rfind('@') + 1));
        if (!type) return base::fail(type.error());
        user["signInType"] = core::to_string(*type);
    }
    if (call.wants("lastPasswordWriteback")) {
        auto last = last_writeback(ports, person);
        if (!last) return base::fail(last.error());
        user["lastPasswordWriteback"] = std::move(*last);
    }
    return {};
}

void read_user(const Ports& ports, const Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    auto user = user_of(call, *found);
    if (call.version() == "/beta") {
        if (const auto added = add_beta(ports, call, found->person, user); !added) {
            reply(store_failed(call, added.error()));
            return;
        }
    }
    reply(entity(call, "users/$entity", std::move(user)));
}

void read_manager(const Ports& ports, const Call& call, const Reply& reply) {
    const auto person = person_of(ports, call, reply);
    if (!person) return;
    const auto& manager = person->person.manager;
    const auto found = manager ? ports.people.find(call.principal.tenant_id, manager->str())
                               : base::Result<std::optional<core::ListedPerson>>(std::nullopt);
    if (!found || !*found) {
        reply(found ? not_found() : store_failed(call, found.error()));
        return;
    }
    auto user = user_of(call, **found);
    user["@odata.type"] = "#microsoft.graph.user";
    reply(entity(call, "directoryObjects/$entity", std::move(user)));
}

}  // namespace

std::optional<core::ListedPerson> person_of(const Ports& ports, const Call& call, const Reply& reply) {
    auto found = ports.people.find(call.principal.tenant_id, path_value(call, "id"));
    if (found && *found) return std::move(*found);
    reply(found ? not_found() : store_failed(call, found.error()));
    return std::nullopt;
}

void add_users(Routes& routes, const Ports& ports) {
    const auto& properties = user_properties();
    const auto beta_properties = with(properties, {"onPremisesNetBiosName"});
    const auto list = [&ports](const Call& call, const Reply& reply) { list_users(ports, call, reply); };
    const auto read = [&ports](const Call& call, const Reply& reply) { read_user(ports, call, reply); };
    const auto all = Access::reader;
    routes.add({"GET", "/v1.0/users", all, list_schema(properties), list});
    routes.add({"GET", "/beta/users", all, list_schema(beta_properties), list});
    routes.add({"GET", "/v1.0/users/{id}", all, {.properties = properties}, read});
    routes.add({"GET",
                "/beta/users/{id}",
                all,
                {.properties = with(beta_properties, {"signInType", "lastPasswordWriteback"})},
                read});
    const auto manager = [&ports](const Call& call, const Reply& reply) { read_manager(ports, call, reply); };
    routes.add({"GET", "/v1.0/users/{id}/manager", all, {.properties = properties}, manager});
    routes.add({"GET", "/beta/users/{id}/manager", all, {.properties = beta_properties}, manager});
}

}  // namespace tilbage::tenant::graph
