// /policies/onPremisesIntegration: the two settings. Who saves says which state they have seen (If-Match), so that the
// later of two administrators is told.
#include "tenant/graph/entity_tag.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;

constexpr std::string_view kContext = "policies/onPremisesIntegration/$entity";

Response integration_response(const Call& call, const core::OnPremisesIntegration& settings) {
    auto response = entity(call, kContext,
                           {{"@odata.etag", etag_of(settings.version)},
                            {"passwordWritebackEnabled", settings.writeback_enabled},
                            {"accountUnlockEnabled", settings.unlock_allowed}});
    response.headers.push_back({"ETag", etag_of(settings.version)});
    return response;
}

void read_integration(const Ports& ports, const Call& call, const Reply& reply) {
    const auto settings = ports.integration.read(call.principal.tenant_id);
    reply(settings ? integration_response(call, *settings) : store_failed(call, settings.error()));
}

Response changed_meanwhile() {
    return problem(412, "resourceModified", "Somebody else changed the settings meanwhile. Read them again.");
}

// Whether the member is there, and what it says; nothing when it is no truth value.
core::Answer<std::optional<bool>> read_flag(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) return std::nullopt;
    if (!value->is_bool()) return core::refuse(core::RefusalCode::malformed);
    return value->get_bool();
}

core::Answer<core::IntegrationChange> read_change(const std::string& body) {
    const auto object = read_object(body);
    if (!object) return core::refuse(object.error());
    const auto writeback = read_flag(*object, "passwordWritebackEnabled");
    const auto unlock = read_flag(*object, "accountUnlockEnabled");
    if (!writeback || !unlock) return core::refuse(core::RefusalCode::malformed);
    for (const auto& [name, value] : *object) {
        const bool known = name == "passwordWritebackEnabled" || name == "accountUnlockEnabled";
        if (!known && !name.starts_with('@')) return core::refuse(core::RefusalCode::malformed);
    }
    return core::IntegrationChange{*writeback, *unlock};
}

void change_integration(const Ports& ports, const Call& call, const Reply& reply) {
    if (call.request.header("If-Match").empty()) {
        reply(problem(428, "preconditionRequired", "If-Match is needed: the ETag of the settings as they were read."));
        return;
    }
    const auto change = read_change(call.request.body);
    if (!change) {
        reply(refused(call, change.error()));
        return;
    }
    const auto& tenant = call.principal.tenant_id;
    const auto after = ports.change_integration.run(tenant, "administrator:" + call.principal.administrator_id.str(),
                                                    *change, expected_version(call.request));
    if (!after) {
        const bool conflict = after.error().code == base::ErrorCode::conflict;
        reply(conflict ? changed_meanwhile() : store_failed(call, after.error()));
        return;
    }
    ports.hub.look_at_integration(tenant);
    reply(integration_response(call, *after));
}

}  // namespace

void add_integration(Routes& routes, const Ports& ports) {
    const std::string path = "/beta/policies/onPremisesIntegration";
    routes.add({"GET",
                path,
                Access::reader,
                {.properties = {"passwordWritebackEnabled", "accountUnlockEnabled"}},
                [&ports](const Call& call, const Reply& reply) { read_integration(ports, call, reply); }});
    routes.add({"PATCH", path, Access::global_administrator, {}, [&ports](const Call& call, const Reply& reply) {
                    change_integration(ports, call, reply);
                }});
}

}  // namespace tilbage::tenant::graph
