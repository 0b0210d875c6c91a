#include "tenant/http/discovery.h"

#include <boost/json/array.hpp>

#include "core/oauth/begin_sign_in.h"
#include "core/oidc/ports.h"
#include "tenant/http/cross_origin.h"
#include "tenant/http/json.h"
#include "tenant/http/token.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

json::object document(const std::string& base_url, const core::Tenant& tenant, std::span<const std::string> locales) {
    const auto here = base_url + "/" + tenant.id.str();
    const auto oauth = here + "/oauth2/v2.0";
    return {{"issuer", core::issuer_of(base_url, tenant.id)},
            {"authorization_endpoint", oauth + "/authorize"},
            {"token_endpoint", oauth + "/token"},
            {"device_authorization_endpoint", oauth + "/devicecode"},
            {"jwks_uri", here + "/discovery/v2.0/keys"},
            {"end_session_endpoint", oauth + "/logout"},
            {"userinfo_endpoint", here + "/oidc/userinfo"},
            {"response_types_supported", json::array{"code"}},
            {"response_modes_supported", json::array{"query", "form_post"}},
            {"grant_types_supported",
             json::array{"authorization_code", "refresh_token", kDeviceCodeGrant, "client_credentials"}},
            {"subject_types_supported", json::array{"public"}},
            {"id_token_signing_alg_values_supported", json::array{"RS256"}},
            {"scopes_supported", json::array{"openid", "profile", "email", "offline_access"}},
            {"claims_supported",
             json::array{"iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "amr", "sid", "tid", "oid", "at_hash",
                         "preferred_username", "name", "given_name", "family_name", "email", "groups"}},
            {"claims_parameter_supported", false},
            {"request_parameter_supported", false},
            {"request_uri_parameter_supported", false},
            {"authorization_response_iss_parameter_supported", true},
            {"ui_locales_supported", json::array(locales.begin(), locales.end())},
            {"code_challenge_methods_supported", json::array{"S256"}},
            {"prompt_values_supported", json::array{"none", "login", "select_account"}},
            {"token_endpoint_auth_methods_supported",
             json::array{"client_secret_basic", "client_secret_post", "none", "private_key_jwt"}},
            {"token_endpoint_auth_signing_alg_values_supported", json::array{"ES256"}}};
}

http::Response discover(const std::string& base_url, core::TenantStore& tenants, const languages::Languages& languages,
                        const http::Request& request) {
    const auto tenant = core::find_tenant_of_address(tenants, std::string(request.path_value("tenant")));
    if (!tenant) {
        base::log(events::kStepFailed, {{"request", request.id}, {"error", tenant.error().message}});
        return error_response(503, "busy", "The store does not answer; try again later.");
    }
    if (!*tenant) return error_response(404, "not_found", "There is no such tenant here.");
    return json_response(200, document(base_url, **tenant, languages.tags()));
}

}  // namespace

void add_discovery(http::Router& router, std::string base_url, core::TenantStore& tenants,
                   const languages::Languages& languages) {
    router.add("GET", "/{tenant}/v2.0/.well-known/openid-configuration",
               open_to_pages([base_url = std::move(base_url), &tenants, &languages](const http::Request& request,
                                                                                    const http::Reply& reply) {
                   reply(discover(base_url, tenants, languages, request));
               }));
}

}  // namespace tilbage::tenant
