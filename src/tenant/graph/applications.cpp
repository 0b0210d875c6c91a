#include "tenant/graph/applications.h"

#include <boost/json/array.hpp>

#include "base/rfc3339.h"
#include "core/oidc/limits.h"
#include "tenant/graph/application_refusal.h"
#include "tenant/graph/entity_tag.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;

constexpr std::string_view kContext = "applications";
constexpr std::string_view kSecretName = "passwordCredential/displayName";
constexpr std::string_view kEnd = "passwordCredential/endDateTime";
// Of a name, whose characters are counted later.
constexpr std::size_t kLongestText = 4096;
const std::vector<std::string_view> kProperties{"id",
                                                "appId",
                                                "displayName",
                                                "createdDateTime",
                                                "isFallbackPublicClient",
                                                "web",
                                                "publicClient",
                                                "postLogoutRedirectUris",
                                                "appRoleAssignmentRequired",
                                                "assignedGroupIds",
                                                "groupMembershipClaims",
                                                "passwordCredentials"};

json::array texts(const std::vector<std::string>& list) { return json::array(list.begin(), list.end()); }

json::object secret_json(const core::ApplicationSecret& secret) {
    return {{"keyId", secret.id},
            {"displayName", secret.name},
            {"hint", secret.hint},
            {"startDateTime", date_time(secret.created_at)},
            {"endDateTime", date_time(secret.expires_at)}};
}

json::object application_json(const core::Application& one, const std::vector<core::ApplicationSecret>& secrets) {
    json::array groups;
    for (const auto& group : one.groups) groups.emplace_back(group.str());
    json::array passwords;
    for (const auto& secret : secrets) passwords.push_back(secret_json(secret));
    const auto uris_of = [&](bool of_public) {
        return json::object{{"redirectUris", one.is_public == of_public ? texts(one.redirect_uris) : json::array{}}};
    };
    return {{"@odata.etag", etag_of(one.version)},
            {"id", one.id.str()},
            {"appId", one.id.str()},
            {"displayName", one.display_name},
            {"createdDateTime", date_time(one.created_at)},
            {"isFallbackPublicClient", one.is_public},
            {"web", uris_of(false)},
            {"publicClient", uris_of(true)},
            {"postLogoutRedirectUris", texts(one.sign_out_uris)},
            {"appRoleAssignmentRequired", one.access == core::ApplicationAccess::selected_groups},
            {"assignedGroupIds", groups},
            {"groupMembershipClaims", one.tells_groups ? "All" : "None"},
            {"passwordCredentials", passwords}};
}

Response told(const Call& call, core::ApplicationStore& applications, const core::Application& one,
              unsigned status = 200) {
    const auto secrets = applications.secrets_of(one.id);
    if (!secrets) return store_failed(call, secrets.error());
    auto response = entity(call, "applications/$entity", application_json(one, *secrets), status);
    response.headers.push_back({"ETag", etag_of(one.version)});
    return response;
}

core::ApplicationId id_of(const Call& call) { return core::ApplicationId(path_value(call, "id")); }
std::string actor_of(const Call& call) { return "administrator:" + call.principal.administrator_id.str(); }

void list_all(const ApplicationsPorts& ports, const Call& call, const Reply& reply) {
    const auto all = ports.applications.list(call.principal.tenant_id);
    if (!all) return void(reply(store_failed(call, all.error())));
    json::array values;
    for (const auto& one : *all) {
        const auto secrets = ports.applications.secrets_of(one.id);
        if (!secrets) return void(reply(store_failed(call, secrets.error())));
        values.push_back(application_json(one, *secrets));
    }
    reply(collection(call, kContext, std::move(values)));
}

void read_one(const ApplicationsPorts& ports, const Call& call, const Reply& reply) {
    const auto found = ports.applications.find(call.principal.tenant_id, id_of(call));
    if (!found) return void(reply(store_failed(call, found.error())));
    reply(*found ? told(call, ports.applications, **found) : not_found());
}

// A member that is wrong, by its name.
using Wrong = std::string;

tl::expected<std::vector<std::string>, Wrong> read_list(const json::value& value, std::string_view name) {
    const auto* list = value.if_array();
    if (list == nullptr) return tl::unexpected(Wrong(name));
    std::vector<std::string> read;
    for (const auto& one : *list) {
        if (!one.is_string()) return tl::unexpected(Wrong(name));
        read.emplace_back(one.get_string());
    }
    return read;
}

// "web" or "publicClient": whichever names addresses has them.
tl::expected<void, Wrong> read_uris(const json::value& value, std::string_view name, core::ApplicationChange& change) {
    const auto* object = value.if_object();
    const auto* uris = object == nullptr ? nullptr : object->if_contains("redirectUris");
    if (uris == nullptr) return tl::unexpected(Wrong(name));
    auto list = read_list(*uris, name);
    if (!list) return tl::unexpected(list.error());
    if (change.redirect_uris) list->insert(list->end(), change.redirect_uris->begin(), change.redirect_uris->end());
    change.redirect_uris = std::move(*list);
    return {};
}

tl::expected<void, Wrong> read_member(std::string_view name, const json::value& value,
                                      core::ApplicationChange& change) {
    const auto wrong = [&] { return tl::unexpected(Wrong(name)); };
    if (name == "displayName") {
        if (!value.is_string()) return wrong();
        change.display_name = std::string(value.get_string());
    } else if (name == "isFallbackPublicClient") {
        if (!value.is_bool()) return wrong();
        change.is_public = value.get_bool();
    } else if (name == "web" || name == "publicClient") {
        return read_uris(value, name, change);
    } else if (name == "postLogoutRedirectUris") {
        auto list = read_list(value, name);
        if (!list) return wrong();
        change.sign_out_uris = std::move(*list);
    } else if (name == "appRoleAssignmentRequired") {
        if (!value.is_bool()) return wrong();
        change.access = value.get_bool() ? core::ApplicationAccess::selected_groups : core::ApplicationAccess::everyone;
    } else if (name == "assignedGroupIds") {
        const auto list = read_list(value, name);
        if (!list) return wrong();
        change.groups.emplace();
        for (const auto& id : *list) change.groups->emplace_back(id);
    } else if (name == "groupMembershipClaims") {
        if (value != "All" && value != "None") return wrong();
        change.tells_groups = value == "All";
    } else if (!name.starts_with('@')) {
        return wrong();
    }
    return {};
}

tl::expected<core::ApplicationChange, Wrong> read_change(const json::object& object) {
    core::ApplicationChange change;
    for (const auto& [name, value] : object) {
        if (auto read = read_member(name, value, change); !read) return tl::unexpected(read.error());
    }
    return change;
}

// Whichever names addresses may have them.
ApplicationTargets targets_in(const json::object& object) {
    ApplicationTargets targets;
    if (object.contains("publicClient")) targets.redirect_uris = "publicClient/redirectUris";
    return targets;
}

Response write(const ApplicationsPorts& ports, const Call& call, bool is_new) {
    const auto object = read_object(call.request.body);
    if (!object) return refused(call, object.error());
    const auto change = read_change(*object);
    if (!change)
        return wrong_property(change.error(),
                              "Nothing was changed: " + change.error() + " is unknown here, or of another type.");
    const auto& tenant = call.principal.tenant_id;
    const auto written =
        is_new ? ports.manage.add(tenant, actor_of(call), *change)
               : ports.manage.change(tenant, actor_of(call), id_of(call), *change, expected_version(call.request));
    if (!written) return refused_application(call, written.error(), targets_in(*object));
    return told(call, ports.applications, *written, is_new ? 201 : 200);
}

Response no_content() {
    Response done;
    done.status = 204;
    return done;
}

Response add_password(const ApplicationsPorts& ports, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object) return refused(call, object.error());
    const auto* member = object->if_contains("passwordCredential");
    const auto wanted = member != nullptr && member->is_object() ? member->get_object() : json::object{};
    const auto name = read_optional_text(wanted, "displayName", kLongestText);
    const auto until = read_optional_text(wanted, "endDateTime", 64);
    const auto end = until && !until->empty()
                         ? base::from_rfc3339(*until)
                         : std::optional(ports.clock.now() + core::application_limits::kSecretLifetime);
    if (!name || !until || !end)
        return wrong_property(name ? kEnd : kSecretName, "displayName is a text, endDateTime a time.");
    const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(*end - ports.clock.now());
    const auto made = ports.manage.add_secret(call.principal.tenant_id, actor_of(call), id_of(call), *name, lifetime);
    if (!made) return refused_application(call, made.error(), {.name = kSecretName});
    auto value = secret_json(made->secret);
    value["secretText"] = made->text;
    return entity(call, "microsoft.graph.passwordCredential", std::move(value));
}

Response remove_password(const ApplicationsPorts& ports, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object) return refused(call, object.error());
    const auto key = read_text(*object, "keyId", 64);
    if (!key) return wrong_property("keyId", "keyId must be there.");
    const auto removed = ports.manage.remove_secret(call.principal.tenant_id, actor_of(call), id_of(call), *key);
    return removed ? no_content() : refused_application(call, removed.error());
}

Response remove(const ApplicationsPorts& ports, const Call& call) {
    const auto removed =
        ports.manage.remove(call.principal.tenant_id, actor_of(call), id_of(call), expected_version(call.request));
    return removed ? no_content() : refused_application(call, removed.error());
}

}  // namespace

void add_applications(Routes& routes, const ApplicationsPorts& ports) {
    const std::string all = "/v1.0/applications";
    const auto one = all + "/{id}";
    const wire::OdataSchema schema{.properties = kProperties, .filterable = {}};
    routes.add({"GET", all, Access::reader, schema,
                [ports](const Call& call, const Reply& reply) { list_all(ports, call, reply); }});
    routes.add({"GET", one, Access::reader, schema,
                [ports](const Call& call, const Reply& reply) { read_one(ports, call, reply); }});
    const auto change = [&](const char* method, const std::string& path, auto work) {
        routes.add(
            {method, path, Access::global_administrator, {}, [ports, work](const Call& call, const Reply& reply) {
                 reply(work(ports, call));
             }});
    };
    change("POST", all, [](const ApplicationsPorts& p, const Call& call) { return write(p, call, true); });
    change("PATCH", one, [](const ApplicationsPorts& p, const Call& call) { return write(p, call, false); });
    change("DELETE", one, remove);
    change("POST", one + "/addPassword", add_password);
    change("POST", one + "/removePassword", remove_password);
}

}  // namespace tilbage::tenant::graph
