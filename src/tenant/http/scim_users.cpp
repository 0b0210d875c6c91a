#include "tenant/http/scim_users.h"

#include <algorithm>

#include "tenant/http/scim_query.h"
#include "wire/scim_filter.h"
#include "wire/scim_list.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
using Verb = core::ProvisionChange::Verb;

constexpr std::int64_t kDefaultPage = 100;

http::Response user_response(unsigned status, const core::Person& person, const wire::ScimBase& base) {
    auto response = scim_response(status, wire::encode_scim_user(person, base, wire::scim_version(person)));
    response.headers.push_back({"ETag", wire::scim_version(person)});
    if (status == 201)
        response.headers.push_back({"Location", base.location(wire::ScimResource::user, person.id.str())});
    return response;
}

// If-Match as a condition on the person who stands there.
std::function<bool(const core::Person&)> only_if_matched(const http::Request& request) {
    const std::string condition(request.header("If-Match"));
    if (condition.empty()) return {};
    return [condition](const core::Person& person) { return names_version(condition, wire::scim_version(person)); };
}

http::Response change_one(const ScimPorts& ports, const http::Request& request, const core::Agent& agent,
                          core::ProvisionChange change) {
    const auto verb = change.verb;
    std::vector<core::ProvisionChange> changes;
    changes.push_back(std::move(change));
    const auto outcomes = ports.provision_people.run(agent, changes);
    if (!outcomes) return scim_store_failed(outcomes.error(), request);
    const auto& outcome = outcomes->front();
    if (!outcome) return scim_error_response(scim_problem_of(outcome.error()));
    if (verb == Verb::remove) return scim_response(204, {});
    const bool made = outcome->how == core::ProvisionedAs::created || outcome->how == core::ProvisionedAs::restored;
    return user_response(made ? 201 : 200, outcome->person, ports.base);
}

core::PersonId id_of(const http::Request& request) { return core::PersonId(std::string(request.path_value("id"))); }

base::Result<std::optional<core::Person>> find_filtered(const ScimPorts& ports, const core::TenantId& tenant,
                                                        const wire::ScimFilter& filter) {
    const auto lookup = wire::lookup_in(filter);
    if (lookup && lookup->attribute == wire::ScimLookup::Attribute::user_name)
        return ports.people.find_by_user_name(tenant, lookup->value);
    const auto anchor = core::SourceAnchor::parse(lookup ? lookup->value : std::string());
    if (!anchor) return std::nullopt;  // nobody has such an anchor
    return ports.people.find_by_anchor(tenant, *anchor);
}

http::Response list_filtered(const ScimPorts& ports, const http::Request& request, const core::Agent& agent,
                             const std::string& filter_text) {
    const auto filter = wire::parse_scim_filter(wire::ScimResource::user, filter_text);
    if (!filter) return scim_error_response(filter.error());
    auto found = find_filtered(ports, agent.tenant_id, *filter);
    if (!found) return scim_store_failed(found.error(), request);
    wire::ScimList list;
    if (*found) list = {.total = 1, .start_index = 1, .people = {std::move(**found)}};
    return scim_response(200, wire::encode_scim_list(list, ports.base));
}

// RFC 7644 §3.4.2.4: a startIndex below 1 is 1, a negative count is 0.
http::Response list(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    if (const auto filter = request.query_value("filter"))
        return list_filtered(ports, request, agent, std::string(*filter));
    const auto start = number_in_query(request, "startIndex", 1);
    if (!start) return scim_error_response(start.error());
    const auto count = number_in_query(request, "count", kDefaultPage);
    if (!count) return scim_error_response(count.error());
    const std::int64_t first = std::max<std::int64_t>(*start, 1);
    auto page = ports.people.list(agent.tenant_id, first, std::clamp<std::int64_t>(*count, 0, wire::kMaxScimPage));
    if (!page) return scim_store_failed(page.error(), request);
    const wire::ScimList listed{.total = page->total, .start_index = first, .people = std::move(page->people)};
    return scim_response(200, wire::encode_scim_list(listed, ports.base));
}

http::Response read(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    const auto person = ports.people.find(agent.tenant_id, id_of(request));
    if (!person) return scim_store_failed(person.error(), request);
    if (!*person) return scim_error_response(scim_problem_of(core::ProvisionRefusal::not_found));
    const auto known = request.header("If-None-Match");
    if (known.empty() || !names_version(known, wire::scim_version(**person)))
        return user_response(200, **person, ports.base);
    auto unchanged = scim_response(304, {});
    unchanged.headers.push_back({"ETag", wire::scim_version(**person)});
    return unchanged;
}

http::Response create(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    const auto person = wire::decode_scim_user(request.body);
    if (!person) return scim_error_response(person.error());
    return change_one(ports, request, agent, {.verb = Verb::create, .id = {}, .person = *person, .only_if = {}});
}

http::Response replace(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    const auto person = wire::decode_scim_user(request.body);
    if (!person) return scim_error_response(person.error());
    return change_one(
        ports, request, agent,
        {.verb = Verb::replace, .id = id_of(request), .person = *person, .only_if = only_if_matched(request)});
}

http::Response remove(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    return change_one(ports, request, agent,
                      {.verb = Verb::remove, .id = id_of(request), .person = {}, .only_if = only_if_matched(request)});
}

}  // namespace

void add_scim_users(http::Router& router, const ScimPorts& ports) {
    const auto with_ports = [&ports](auto call) -> ScimCall {
        return [ports, call](const http::Request& request, const core::Agent& agent) {
            return call(ports, request, agent);
        };
    };
    router.add("GET", "/scim/v2/Users", for_agents(ports, with_ports(list)));
    router.add("POST", "/scim/v2/Users", for_agents_with_body(ports, with_ports(create)));
    router.add("GET", "/scim/v2/Users/{id}", for_agents(ports, with_ports(read)));
    router.add("PUT", "/scim/v2/Users/{id}", for_agents_with_body(ports, with_ports(replace)));
    router.add("DELETE", "/scim/v2/Users/{id}", for_agents(ports, with_ports(remove)));
    router.add("PATCH", "/scim/v2/Users/{id}", for_agents(ports, [](const http::Request&, const core::Agent&) {
                   return scim_error_response({501, {}, "PATCH is not supported; use PUT"});
               }));
}

}  // namespace tilbage::tenant
