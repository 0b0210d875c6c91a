// /directory/deletedItems: people who were deleted, for thirty days.
#include <boost/json/array.hpp>

#include "base/encoding.h"
#include "base/unicode.h"
#include "tenant/graph/resources.h"
#include "tenant/graph/user_json.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;
using core::DeletedPerson;
using Refusal = core::ManageDeletedPeople::Refusal;

json::object deleted_json(const DeletedPerson& deleted) {
    auto user =
        user_json({.person = deleted.person, .created_at = deleted.created_at, .changed_at = deleted.deleted_at});
    user["onPremisesLastSyncDateTime"] = nullptr;
    user["deletedDateTime"] = date_time(deleted.deleted_at);
    return user;
}

std::vector<std::string_view> properties() {
    auto names = user_properties();
    names.push_back("deletedDateTime");
    return names;
}

std::string token_of(const DeletedPerson& last) {
    return base::to_base64url(base::as_bytes(last.person.id.str() + '\0' + base::fold_case(last.person.display_name)));
}

std::optional<core::DeletedPosition> read_token(const std::string& token) {
    const auto bytes = base::from_base64url(token);
    if (!bytes) return std::nullopt;
    const std::string text(base::as_text(*bytes));
    const auto end = text.find('\0');
    if (end == std::string::npos || !base::is_valid_utf8(text)) return std::nullopt;
    return core::DeletedPosition{.folded_name = text.substr(end + 1), .id = text.substr(0, end)};
}

void list_deleted(const Ports& ports, const Call& call, const Reply& reply) {
    std::optional<core::DeletedPosition> after;
    if (!call.query.skip_token.empty()) {
        after = read_token(call.query.skip_token);
        if (!after) {
            reply(bad_request("$skiptoken is not one of ours."));
            return;
        }
    }
    const auto& tenant = call.principal.tenant_id;
    auto found = ports.deleted_people.list(tenant, after, call.query.top + 1);
    if (!found) {
        reply(store_failed(call, found.error()));
        return;
    }
    json::object body{{"@odata.context", call.context("users")}};
    if (call.query.count) {
        const auto total = ports.deleted_people.count(tenant);
        if (!total) {
            reply(store_failed(call, total.error()));
            return;
        }
        body["@odata.count"] = *total;
    }
    if (static_cast<int>(found->size()) > call.query.top) {
        found->pop_back();
        body["@odata.nextLink"] = call.next_link(token_of(found->back()));
    }
    json::array users;
    for (const auto& deleted : *found) users.push_back(selected(call, deleted_json(deleted)));
    body["value"] = std::move(users);
    reply(json_response(200, body));
}

core::PersonId id_of(const Call& call) { return core::PersonId(path_value(call, "id")); }

std::string actor_of(const Call& call) { return "administrator:" + call.principal.administrator_id.str(); }

void read_deleted(const Ports& ports, const Call& call, const Reply& reply) {
    const auto found = ports.deleted_people.find(call.principal.tenant_id, id_of(call));
    if (!found || !*found)
        reply(found ? not_found() : store_failed(call, found.error()));
    else
        reply(entity(call, "users/$entity", deleted_json(**found)));
}

Response refused_because(const Call& call, Refusal refusal) {
    switch (refusal) {
        case Refusal::not_found:
            return not_found();
        case Refusal::from_directory:
            return bad_request("The user is from a directory: restore it there, or take it into scope again.");
        case Refusal::not_unique:
            return bad_request("Somebody else has the user name by now; rename them first.");
        case Refusal::busy:
            return refused(call, core::Refusal{.code = core::RefusalCode::busy});
    }
    return not_found();
}

void forget(const Ports& ports, const Call& call, const Reply& reply) {
    const auto done = ports.manage_deleted_people.forget(call.principal.tenant_id, actor_of(call), id_of(call));
    if (!done) {
        reply(refused_because(call, done.error()));
        return;
    }
    Response gone;
    gone.status = 204;
    reply(std::move(gone));
}

void restore(const Ports& ports, const Call& call, const Reply& reply) {
    const auto& tenant = call.principal.tenant_id;
    const auto done = ports.manage_deleted_people.restore(tenant, actor_of(call), id_of(call));
    if (!done) {
        reply(refused_because(call, done.error()));
        return;
    }
    const auto found = ports.people.find(tenant, done->id.str());
    if (!found || !*found)
        reply(found ? not_found() : store_failed(call, found.error()));
    else
        reply(entity(call, "users/$entity", user_json(**found)));
}

}  // namespace

void add_deleted_users(Routes& routes, const Ports& ports) {
    const auto with_ports = [&ports](auto call_one) {
        return [&ports, call_one](const Call& call, const Reply& reply) { call_one(ports, call, reply); };
    };
    const std::string items = "/directory/deletedItems";
    const auto global = Access::global_administrator;
    routes.add_to_both({"GET",
                        items + "/microsoft.graph.user",
                        Access::reader,
                        {.properties = properties(), .paged = true, .countable = true},
                        with_ports(list_deleted)});
    routes.add_to_both(
        {"GET", items + "/{id}", Access::reader, {.properties = properties()}, with_ports(read_deleted)});
    routes.add_to_both({"DELETE", items + "/{id}", global, {}, with_ports(forget)});
    routes.add_to_both({"POST", items + "/{id}/restore", global, {}, with_ports(restore)});
}

}  // namespace tilbage::tenant::graph
