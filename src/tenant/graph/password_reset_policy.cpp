// /policies/passwordReset: what administrators decide about self-service password reset, and the logo of its pages. Who
// saves says which state they have seen (If-Match), so that the later of two administrators is told.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "tenant/graph/entity_tag.h"
#include "tenant/graph/password_reset_policy_json.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;
using core::PasswordResetPolicy;
using Mistakes = std::vector<core::PolicyMistake>;

constexpr std::string_view kContext = "policies/passwordReset/$entity";
constexpr std::string_view kPath = "/beta/policies/passwordReset";

Response policy_response(const Ports& ports, const Call& call, const PasswordResetPolicy& policy) {
    auto value = policy_json(policy, ports.available_methods, ports.languages);
    value["@odata.etag"] = etag_of(policy.version);
    auto response = entity(call, kContext, std::move(value));
    response.headers.push_back({"ETag", etag_of(policy.version)});
    return response;
}

void read_policy(const Ports& ports, const Call& call, const Reply& reply) {
    const auto policy = ports.reset_policies.read(call.principal.tenant_id);
    reply(policy ? policy_response(ports, call, *policy) : store_failed(call, policy.error()));
}

Response changed_meanwhile() {
    return problem(412, "resourceModified", "Somebody else changed the settings meanwhile. Read them again.");
}

Response mistaken(const Mistakes& mistakes) {
    json::array details;
    for (const auto& [property, message] : mistakes) details.push_back({{"property", property}, {"message", message}});
    const json::object error{
        {"code", "Request_BadRequest"},
        {"message", "Nothing was changed: " + mistakes.front().property + ": " + mistakes.front().message},
        {"details", std::move(details)}};
    return json_response(400, {{"error", error}});
}

// The one way of every change.
void change_policy(const Ports& ports, const Call& call, const Reply& reply, const core::PolicyEdit& edit) {
    if (call.request.header("If-Match").empty()) {
        reply(problem(428, "preconditionRequired", "If-Match is needed: the ETag of the policy as it was read."));
        return;
    }
    const auto changed = ports.change_reset_policy.run(call.principal.tenant_id,
                                                       "administrator:" + call.principal.administrator_id.str(), edit,
                                                       expected_version(call.request));
    if (!changed) {
        const bool conflict = changed.error().code == base::ErrorCode::conflict;
        reply(conflict ? changed_meanwhile() : store_failed(call, changed.error()));
        return;
    }
    reply(changed->mistakes.empty() ? policy_response(ports, call, changed->policy) : mistaken(changed->mistakes));
}

// A policy that asks for more methods than this tenant has would lock everybody out.
void look_at_available(const core::MethodKinds& available, const PasswordResetPolicy& policy, Mistakes& mistakes) {
    const auto usable = std::ranges::count_if(policy.methods, [&](auto kind) { return available.contains(kind); });
    if (usable < policy.methods_required)
        mistakes.push_back({"methods", "Choose at least as many of the available methods as are required."});
}

void patch_policy(const Ports& ports, const Call& call, const Reply& reply) {
    const auto object = read_object(call.request.body);
    if (!object) {
        reply(refused(call, object.error()));
        return;
    }
    change_policy(ports, call, reply, [&](PasswordResetPolicy& policy) {
        auto mistakes = apply_policy_json(*object, policy);
        const bool methods = object->contains("methods") || object->contains("methodsRequired");
        if (mistakes.empty() && methods) look_at_available(ports.available_methods, policy, mistakes);
        return mistakes;
    });
}

void put_logo(const Ports& ports, const Call& call, const Reply& reply) {
    change_policy(ports, call, reply, [&](PasswordResetPolicy& policy) {
        const auto type = core::picture_type(call.request.body);
        if (type.empty()) return Mistakes{{"customization.logo", "A PNG or JPEG picture."}};
        policy.customization.logo = call.request.body;
        policy.customization.logo_type = type;
        return Mistakes{};
    });
}

void delete_logo(const Ports& ports, const Call& call, const Reply& reply) {
    change_policy(ports, call, reply, [](PasswordResetPolicy& policy) {
        policy.customization.logo_type.clear();
        policy.customization.logo_digest.clear();
        return Mistakes{};
    });
}

}  // namespace

void add_password_reset_policy(Routes& routes, const Ports& ports) {
    const wire::OdataSchema properties{.properties = {"enabled", "groupIds", "methodsRequired", "methods",
                                                      "availableMethods", "questions", "registrationRequired",
                                                      "reconfirmDays", "notifyPeople", "notifyAdministrators",
                                                      "expiryReminders", "customization"}};
    const auto with = [&ports](void (*handler)(const Ports&, const Call&, const Reply&)) {
        return [&ports, handler](const Call& call, const Reply& reply) { handler(ports, call, reply); };
    };
    const std::string path(kPath);
    routes.add({"GET", path, Access::reader, properties, with(read_policy)});
    routes.add({"PATCH", path, Access::global_administrator, {}, with(patch_policy)});
    routes.add({"PUT", path + "/logo", Access::global_administrator, {}, with(put_logo), {"image/png", "image/jpeg"}});
    routes.add({"DELETE", path + "/logo", Access::global_administrator, {}, with(delete_logo)});
}

}  // namespace tilbage::tenant::graph
