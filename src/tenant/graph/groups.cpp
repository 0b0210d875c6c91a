// GET /groups, /groups/{id}, /groups/{id}/members, and a person's groups: the security groups of the directory.
#include <boost/json/array.hpp>

#include "base/encoding.h"
#include "base/unicode.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using Kind = core::GroupMember::Kind;

const std::vector<std::string_view> kProperties{"id",
                                                "displayName",
                                                "description",
                                                "mail",
                                                "securityEnabled",
                                                "onPremisesSyncEnabled",
                                                "onPremisesSamAccountName",
                                                "onPremisesDomainName",
                                                "onPremisesNetBiosName"};
const std::vector<std::string_view> kMemberProperties{"id", "displayName", "userPrincipalName"};

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object group_json(const core::Group& group) {
    return {{"id", group.id.str()},
            {"displayName", group.display_name},
            {"description", text_or_null(group.description)},
            {"mail", text_or_null(group.mail)},
            {"securityEnabled", true},        // no others are brought
            {"onPremisesSyncEnabled", true},  // an agent brought it
            {"onPremisesSamAccountName", text_or_null(group.sam_account_name)},
            {"onPremisesDomainName", text_or_null(group.domain)},
            {"onPremisesNetBiosName", text_or_null(group.netbios_domain)}};
}

json::object member_json(const core::ListedMember& listed) {
    const bool is_person = listed.member.kind == Kind::person;
    return {{"@odata.type", is_person ? "#microsoft.graph.user" : "#microsoft.graph.group"},
            {"id", listed.member.id},
            {"displayName", text_or_null(listed.display_name)},
            {"userPrincipalName", text_or_null(listed.user_name)}};
}

// Two texts as an opaque $skiptoken; the first one has no NUL.
std::string token_of(const std::string& first, const std::string& second) {
    return base::to_base64url(base::as_bytes(first + '\0' + second));
}

std::optional<std::pair<std::string, std::string>> read_token(const std::string& token) {
    const auto bytes = base::from_base64url(token);
    if (!bytes) return std::nullopt;
    const std::string text(base::as_text(*bytes));
    const auto end = text.find('\0');
    if (end == std::string::npos || !base::is_valid_utf8(text)) return std::nullopt;
    return std::pair(text.substr(0, end), text.substr(end + 1));
}

// Of a search or a filter: what the display name begins with. Empty optional: something else was asked for.
std::optional<std::string> beginning_asked_for(const wire::OdataQuery& query) {
    if (query.filter && !query.search.empty()) return std::nullopt;
    if (query.search.size() > 1) return std::nullopt;
    if (!query.search.empty()) return query.search.front().text;
    if (!query.filter) return std::string();
    if (query.filter->op != wire::OdataFilter::Op::starts_with) return std::nullopt;
    return query.filter->value;
}

void list_groups(const Ports& ports, const Call& call, const Reply& reply) {
    const auto beginning = beginning_asked_for(call.query);
    if (!beginning) {
        reply(problem(400, "Request_UnsupportedQuery",
                      "Groups are found by one $search of displayName or by startswith(displayName,'…')."));
        return;
    }
    core::GroupQuery query{.starts_with = *beginning, .after = {}, .count = call.query.top};
    if (!call.query.skip_token.empty()) {
        const auto place = read_token(call.query.skip_token);
        if (!place) {
            reply(bad_request("$skiptoken is not one of ours."));
            return;
        }
        query.after = core::GroupCursor{.folded_name = place->second, .id = place->first};
    }
    const auto& tenant = call.principal.tenant_id;
    const auto found = ports.groups.search(tenant, query);
    if (!found) {
        reply(store_failed(call, found.error()));
        return;
    }
    json::object body{{"@odata.context", call.context("groups")}};
    if (call.query.count && beginning->empty()) {
        const auto total = ports.groups.count(tenant);
        if (!total) {
            reply(store_failed(call, total.error()));
            return;
        }
        body["@odata.count"] = *total;
    }
    if (found->next) body["@odata.nextLink"] = call.next_link(token_of(found->next->id, found->next->folded_name));
    json::array groups;
    for (const auto& group : found->groups) groups.push_back(selected(call, group_json(group)));
    body["value"] = std::move(groups);
    reply(json_response(200, body));
}

core::GroupId id_of(const Call& call) { return core::GroupId(std::string(call.request.path_value("id"))); }

// Answered when there is none.
std::optional<core::Group> group_of(const Ports& ports, const Call& call, const Reply& reply) {
    auto found = ports.groups.find(call.principal.tenant_id, id_of(call));
    if (found && *found) return std::move(*found);
    reply(found ? not_found() : store_failed(call, found.error()));
    return std::nullopt;
}

void read_group(const Ports& ports, const Call& call, const Reply& reply) {
    if (const auto group = group_of(ports, call, reply)) reply(entity(call, "groups/$entity", group_json(*group)));
}

void list_members(const Ports& ports, const Call& call, const Reply& reply) {
    if (!group_of(ports, call, reply)) return;
    std::optional<core::GroupMember> after;
    if (!call.query.skip_token.empty()) {
        const auto place = read_token(call.query.skip_token);
        if (!place) {
            reply(bad_request("$skiptoken is not one of ours."));
            return;
        }
        after = core::GroupMember{place->first == "user" ? Kind::person : Kind::group, place->second};
    }
    const auto page = ports.groups.members(call.principal.tenant_id, id_of(call), after, call.query.top);
    if (!page) {
        reply(store_failed(call, page.error()));
        return;
    }
    json::object body{{"@odata.context", call.context("directoryObjects")}};
    if (page->more) {
        const auto& last = page->members.back().member;
        body["@odata.nextLink"] = call.next_link(token_of(last.kind == Kind::person ? "user" : "group", last.id));
    }
    json::array members;
    for (const auto& member : page->members) members.push_back(selected(call, member_json(member)));
    body["value"] = std::move(members);
    reply(json_response(200, body));
}

void list_groups_of(const Ports& ports, const Call& call, const Reply& reply, bool nested) {
    const auto person = person_of(ports, call, reply);
    if (!person) return;
    const auto groups =
        ports.groups.groups_of(call.principal.tenant_id, {Kind::person, person->person.id.str()}, nested);
    if (!groups) {
        reply(store_failed(call, groups.error()));
        return;
    }
    json::array values;
    for (const auto& group : *groups) {
        auto value = selected(call, group_json(group));
        value["@odata.type"] = "#microsoft.graph.group";
        values.push_back(std::move(value));
    }
    reply(collection(call, "directoryObjects", std::move(values)));
}

}  // namespace

void add_groups(Routes& routes, const Ports& ports) {
    const wire::OdataSchema list{.properties = kProperties,
                                 .filterable = {"displayName"},
                                 .searchable = {"displayName"},
                                 .orderable = {},
                                 .paged = true,
                                 .countable = true,
                                 .own = {}};
    const wire::OdataSchema members{.properties = kMemberProperties,
                                    .filterable = {},
                                    .searchable = {},
                                    .orderable = {},
                                    .paged = true,
                                    .countable = false,
                                    .own = {}};
    const auto add = [&](const std::string& path, const wire::OdataSchema& schema, auto call_one) {
        routes.add_to_both(
            {"GET", path, Access::reader, schema,
             [&ports, call_one](const Call& call, const Reply& reply) { call_one(ports, call, reply); }});
    };
    add("/groups", list, list_groups);
    add("/groups/{id}", {.properties = kProperties}, read_group);
    add("/groups/{id}/members", members, list_members);
    add("/users/{id}/memberOf", {.properties = kProperties},
        [](const Ports& all, const Call& call, const Reply& reply) { list_groups_of(all, call, reply, false); });
    add("/users/{id}/transitiveMemberOf", {.properties = kProperties},
        [](const Ports& all, const Call& call, const Reply& reply) { list_groups_of(all, call, reply, true); });
}

}  // namespace tilbage::tenant::graph
