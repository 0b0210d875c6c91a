#include "tenant/http/discovery.h"

#include <boost/json/array.hpp>

#include "core/oauth/begin_sign_in.h"
#include "tenant/http/json.h"
#include "tenant/http/token.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

json::object document(const std::string& base_url, const core::Tenant& tenant) {
    const auto oauth = base_url + "/" + tenant.id.str() + "/oauth2/v2.0";
    return {{"issuer", base_url + "/" + tenant.id.str() + "/v2.0"},
            {"authorization_endpoint", oauth + "/authorize"},
            {"token_endpoint", oauth + "/token"},
            {"device_authorization_endpoint", oauth + "/devicecode"},
            {"response_types_supported", json::array{"code"}},
            {"response_modes_supported", json::array{"query"}},
            {"grant_types_supported", json::array{"authorization_code", kDeviceCodeGrant, "client_credentials"}},
            {"code_challenge_methods_supported", json::array{"S256"}},
            {"prompt_values_supported", json::array{"login", "none"}},
            {"token_endpoint_auth_methods_supported", json::array{"none", "private_key_jwt"}},
            {"token_endpoint_auth_signing_alg_values_supported", json::array{"ES256"}}};
}

http::Response discover(const std::string& base_url, core::TenantStore& tenants, const http::Request& request) {
    const auto tenant = core::find_tenant_of_address(tenants, std::string(request.path_value("tenant")));
    if (!tenant) {
        base::log(events::kStepFailed, {{"request", request.id}, {"error", tenant.error().message}});
        return error_response(503, "busy", "The store does not answer; try again later.");
    }
    if (!*tenant) return error_response(404, "not_found", "There is no such tenant here.");
    return json_response(200, document(base_url, **tenant));
}

}  // namespace

void add_discovery(http::Router& router, std::string base_url, core::TenantStore& tenants) {
    router.add("GET", "/{tenant}/v2.0/.well-known/openid-configuration",
               [base_url = std::move(base_url), &tenants](const http::Request& request, const http::Reply& reply) {
                   reply(discover(base_url, tenants, request));
               });
}

}  // namespace tilbage::tenant
