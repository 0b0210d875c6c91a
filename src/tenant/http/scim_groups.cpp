#include "tenant/http/scim_groups.h"

#include <algorithm>

#include "tenant/http/scim_query.h"
#include "wire/scim_filter.h"
#include "wire/scim_group.h"
#include "wire/scim_list.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

constexpr std::int64_t kDefaultPage = 20;

wire::ScimProblem problem_of(core::ProvisionRefusal refusal) {
    using core::ProvisionRefusal;
    switch (refusal) {
        case ProvisionRefusal::not_unique:
            return {409, "uniqueness", "externalId is another group's in this tenant"};
        case ProvisionRefusal::not_found:
            return {404, {}, "no such group in this tenant"};
        case ProvisionRefusal::anchor_immutable:
            return {400, "mutability", "externalId stays as it is; delete the group and create another"};
        case ProvisionRefusal::changed_meanwhile:
            return {412, {}, "the group has another version now"};
        case ProvisionRefusal::unknown_reference:
            return {400, "invalidValue", "a member is neither a User nor a Group of this tenant"};
        case ProvisionRefusal::hard_match_blocked:
        case ProvisionRefusal::soft_match_blocked:
        case ProvisionRefusal::malformed:
            return {400, "invalidValue", "the operation cannot be read"};
        case ProvisionRefusal::busy:
            return {503, {}, "the store does not answer"};
    }
    return {503, {}, "the store does not answer"};
}

core::GroupId id_of(const http::Request& request) { return core::GroupId(std::string(request.path_value("id"))); }

// If-Match as a condition on the group that stands there.
std::function<bool(const core::Group&)> only_if_matched(const http::Request& request) {
    const std::string condition(request.header("If-Match"));
    if (condition.empty()) return {};
    return [condition](const core::Group& group) { return names_version(condition, wire::scim_version(group)); };
}

// One call's ports, so that each method below is one step.
struct Calls {
    ScimPorts ports;
    ScimGroupPorts groups;

    [[nodiscard]] http::Response answer(unsigned status, const core::Group& group) const {
        auto response = scim_response(status, wire::encode_scim_group(group, ports.base, wire::scim_version(group)));
        response.headers.push_back({"ETag", wire::scim_version(group)});
        if (status == 201) response.headers.push_back({"Location", ports.base.url + "/Groups/" + group.id.str()});
        return response;
    }

    [[nodiscard]] http::Response list_filtered(const http::Request& request, const core::Agent& agent,
                                               std::string_view text) const {
        const auto filter = wire::parse_scim_filter(wire::ScimResource::group, text);
        if (!filter) return scim_error_response(filter.error());
        const auto lookup = wire::lookup_in(*filter);
        if (!lookup || lookup->attribute != wire::ScimLookup::Attribute::external_id)
            return scim_error_response({400, "invalidFilter", "groups are found by externalId"});
        wire::ScimGroupList list;
        if (const auto anchor = core::SourceAnchor::parse(lookup->value)) {
            auto found = groups.groups.find_by_anchor(agent.tenant_id, *anchor);
            if (!found) return scim_store_failed(found.error(), request);
            if (*found) list = {.total = 1, .start_index = 1, .groups = {std::move(**found)}};
        }
        return scim_response(200, wire::encode_scim_group_list(list, ports.base));
    }

    // RFC 7644 §3.4.2.4: a startIndex below 1 is 1, a negative count is 0.
    [[nodiscard]] http::Response list(const http::Request& request, const core::Agent& agent) const {
        if (const auto filter = request.query_value("filter")) return list_filtered(request, agent, *filter);
        const auto start = number_in_query(request, "startIndex", 1);
        if (!start) return scim_error_response(start.error());
        const auto count = number_in_query(request, "count", kDefaultPage);
        if (!count) return scim_error_response(count.error());
        const std::int64_t first = std::max<std::int64_t>(*start, 1);
        auto page =
            groups.groups.list(agent.tenant_id, first, std::clamp<std::int64_t>(*count, 0, wire::kMaxScimGroupPage));
        if (!page) return scim_store_failed(page.error(), request);
        return scim_response(
            200, wire::encode_scim_group_list(
                     {.total = page->total, .start_index = first, .groups = std::move(page->groups)}, ports.base));
    }

    [[nodiscard]] http::Response read(const http::Request& request, const core::Agent& agent) const {
        const auto group = groups.groups.find(agent.tenant_id, id_of(request));
        if (!group) return scim_store_failed(group.error(), request);
        if (!*group) return scim_error_response(problem_of(core::ProvisionRefusal::not_found));
        return answer(200, **group);
    }

    [[nodiscard]] http::Response create(const http::Request& request, const core::Agent& agent) const {
        const auto group = wire::decode_scim_group(request.body);
        if (!group) return scim_error_response(group.error());
        return change_one(request, agent, {.verb = core::GroupChange::Verb::create, .group = *group});
    }

    [[nodiscard]] http::Response replace(const http::Request& request, const core::Agent& agent) const {
        const auto group = wire::decode_scim_group(request.body);
        if (!group) return scim_error_response(group.error());
        return change_one(request, agent,
                          {.verb = core::GroupChange::Verb::replace,
                           .id = id_of(request),
                           .group = *group,
                           .only_if = only_if_matched(request)});
    }

    [[nodiscard]] http::Response remove(const http::Request& request, const core::Agent& agent) const {
        return change_one(
            request, agent,
            {.verb = core::GroupChange::Verb::remove, .id = id_of(request), .only_if = only_if_matched(request)});
    }

    [[nodiscard]] http::Response change_one(const http::Request& request, const core::Agent& agent,
                                            core::GroupChange change) const {
        const auto outcomes = groups.provision.run(agent, {std::move(change)});
        if (!outcomes) return scim_store_failed(outcomes.error(), request);
        const auto& outcome = outcomes->front();
        if (!outcome) return scim_error_response(problem_of(outcome.error()));
        if (outcome->how == core::ProvisionedAs::removed) return scim_response(204, {});
        return answer(outcome->how == core::ProvisionedAs::created ? 201 : 200, outcome->group);
    }
};

}  // namespace

void add_scim_groups(http::Router& router, const ScimPorts& ports, const ScimGroupPorts& group_ports) {
    const Calls calls{ports, group_ports};
    const auto with = [&](http::Response (Calls::*call)(const http::Request&, const core::Agent&) const) -> ScimCall {
        return [calls, call](const http::Request& request, const core::Agent& agent) {
            return (calls.*call)(request, agent);
        };
    };
    router.add("GET", "/scim/v2/Groups", for_agents(ports, with(&Calls::list)));
    router.add("POST", "/scim/v2/Groups", for_agents_with_body(ports, with(&Calls::create)));
    router.add("GET", "/scim/v2/Groups/{id}", for_agents(ports, with(&Calls::read)));
    router.add("PUT", "/scim/v2/Groups/{id}", for_agents_with_body(ports, with(&Calls::replace)));
    router.add("DELETE", "/scim/v2/Groups/{id}", for_agents(ports, with(&Calls::remove)));
}

}  // namespace tilbage::tenant
