#include "tenant/http/userinfo.h"

#include "tenant/http/bearer_token.h"
#include "tenant/http/cross_origin.h"
#include "tenant/http/oauth_response.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

// RFC 6750 §3.1.
http::Response invalid_token() {
    constexpr unsigned kUnauthorized = 401;
    auto response = oauth_error(400, "invalid_token", "The access token is none of ours, or has ended.");
    response.status = kUnauthorized;
    response.headers.push_back({"WWW-Authenticate", "Bearer error=\"invalid_token\""});
    return response;
}

http::Response answer(core::ReadUserinfo& read, const http::Request& request) {
    const auto token = bearer_token(request.header("Authorization"));
    if (!token) return oauth_error(401, "invalid_request", "An access token must come as a bearer token.");
    const auto claims = read.run(std::string(request.path_value("tenant")), std::string(*token));
    if (!claims) {
        base::log(events::kStepFailed, {{"request", request.id}, {"error", claims.error().message}});
        return oauth_error(503, "temporarily_unavailable", "The store does not answer; try again later.");
    }
    if (!*claims) return invalid_token();
    http::Response response;
    response.content_type = "application/json";
    response.body = crypto::userinfo_text(**claims);
    return response;
}

}  // namespace

void add_userinfo(http::Router& router, core::ReadUserinfo& read) {
    constexpr const char* kPath = "/{tenant}/oidc/userinfo";
    for (const auto* const method : {"GET", "POST"}) {
        router.add(method, kPath, open_to_pages([&read](const http::Request& request, const http::Reply& reply) {
                       reply(answer(read, request));
                   }));
    }
    add_preflight(router, kPath);
}

}  // namespace tilbage::tenant
