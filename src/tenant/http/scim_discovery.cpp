#include "tenant/http/scim_discovery.h"

#include "wire/scim_discovery.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

// RFC 7644 §4: whoever filters here is refused.
ScimCall answer(std::function<std::optional<std::string>(const http::Request&)> encode) {
    return [encode = std::move(encode)](const http::Request& request, const core::Agent&) {
        if (request.query_value("filter")) return scim_error_response({403, {}, "There are no filters here."});
        auto body = encode(request);
        return body ? scim_response(200, std::move(*body)) : scim_error_response({404, {}, "There is no such one."});
    };
}

ScimCall not_implemented(const char* detail) {
    return [detail](const http::Request&, const core::Agent&) { return scim_error_response({501, {}, detail}); };
}

}  // namespace

void add_scim_discovery(http::Router& router, const ScimPorts& ports) {
    const auto& base = ports.base;
    const auto add = [&](const std::string& path, auto encode) {
        router.add("GET", "/scim/v2" + path, for_agents(ports, answer(std::move(encode))));
    };
    add("/ServiceProviderConfig", [base](const auto&) { return wire::encode_scim_service_config(base); });
    add("/Schemas", [base](const auto&) { return wire::encode_scim_schemas(base); });
    add("/Schemas/{id}",
        [base](const http::Request& request) { return wire::encode_scim_schema(base, request.path_value("id")); });
    add("/ResourceTypes", [base](const auto&) { return wire::encode_scim_resource_types(base); });
    add("/ResourceTypes/{name}", [base](const http::Request& request) {
        return wire::encode_scim_resource_type(base, request.path_value("name"));
    });
    for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE"})
        router.add(method, "/scim/v2/Me", for_agents(ports, not_implemented("An agent is not a user.")));
    router.add("POST", "/scim/v2/.search", for_agents(ports, not_implemented("Search /Users or /Groups.")));
}

}  // namespace tilbage::tenant
