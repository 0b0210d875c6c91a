#include "tenant/http/signing_keys.h"

#include <boost/json/array.hpp>

#include "core/oauth/begin_sign_in.h"
#include "tenant/http/cross_origin.h"
#include "tenant/http/json.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

http::Response store_failed(const http::Request& request, const base::Error& error) {
    base::log(events::kStepFailed, {{"request", request.id}, {"error", error.message}});
    return error_response(503, "busy", "The store does not answer; try again later.");
}

http::Response list(core::TenantStore& tenants, core::SigningKeys& keys, const http::Request& request) {
    const auto tenant = core::find_tenant_of_address(tenants, std::string(request.path_value("tenant")));
    if (!tenant) return store_failed(request, tenant.error());
    if (!*tenant) return error_response(404, "not_found", "There is no such tenant here.");
    const auto all = keys.published((*tenant)->id);
    if (!all) return store_failed(request, all.error());
    json::array jwks;
    for (const auto& key : *all) {
        jwks.push_back(json::object{{"kty", "RSA"},
                                    {"use", "sig"},
                                    {"alg", "RS256"},
                                    {"kid", key.kid},
                                    {"n", key.public_key.n},
                                    {"e", key.public_key.e}});
    }
    return json_response(200, {{"keys", jwks}});
}

}  // namespace

void add_signing_keys(http::Router& router, core::TenantStore& tenants, core::SigningKeys& keys) {
    router.add("GET", "/{tenant}/discovery/v2.0/keys",
               open_to_pages([&tenants, &keys](const http::Request& request, const http::Reply& reply) {
                   reply(list(tenants, keys, request));
               }));
}

}  // namespace tilbage::tenant
