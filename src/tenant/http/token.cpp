#include "tenant/http/token.h"

#include <algorithm>

#include "adapters/http/url_encoding.h"
#include "tenant/http/json.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

constexpr std::string_view kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

// RFC 6749 §5.1: nothing of this is kept anywhere.
http::Response not_cached(http::Response response) {
    response.headers.push_back({"Pragma", "no-cache"});
    return response;
}

// RFC 6749 §5.2.
http::Response oauth_error(unsigned status, std::string_view code, std::string_view description) {
    auto response = json_response(status, {{"error", code}, {"error_description", description}});
    if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    if (status == 503) response.headers.push_back({"Retry-After", "5"});
    return not_cached(std::move(response));
}

// A parameter that stands there exactly once (RFC 6749 §3.2), or "".
std::string only_value(const std::vector<http::Parameter>& form, std::string_view name) {
    const auto is_it = [&](const auto& parameter) { return parameter.name == name; };
    if (std::ranges::count_if(form, is_it) != 1) return {};
    return std::ranges::find_if(form, is_it)->value;
}

http::Response refused(const core::AuthenticationRefusal& refusal, const http::Request& request,
                       const std::string& client_id) {
    base::log(events::kTokenRefused, {{"agent", client_id.substr(0, 64)},
                                      {"address", request.peer_address},
                                      {"request", request.id},
                                      {"error", refusal.cause}});
    if (refusal.code == core::AuthenticationRefusal::Code::busy)
        return oauth_error(503, "temporarily_unavailable", "The store does not answer; try again later.");
    return oauth_error(
        401, "invalid_client",
        "The assertion does not prove an agent of this tenant. Compare the clocks; else enrol the agent again.");
}

http::Response give_token(const std::string& base_url, core::AuthenticateAgent& authenticate_agent,
                          const http::Request& request) {
    const auto form = http::parse_form(request.body);
    if (request.media_type() != "application/x-www-form-urlencoded" || !form)
        return oauth_error(400, "invalid_request", "The body must be a form.");
    const std::string grant = only_value(*form, "grant_type");
    if (grant.empty()) return oauth_error(400, "invalid_request", "grant_type must be there once.");
    if (grant != "client_credentials") return oauth_error(400, "unsupported_grant_type", "Use client_credentials.");
    if (only_value(*form, "client_assertion_type") != kAssertionType)
        return oauth_error(400, "invalid_request", "client_assertion_type must be the one for JWTs (RFC 7523).");
    const std::string tenant(request.path_value("tenant"));
    const core::AuthenticateAgentCommand command{.tenant = tenant,
                                                 .client_id = only_value(*form, "client_id"),
                                                 .assertion = only_value(*form, "client_assertion"),
                                                 .audience = base_url + request.path};
    if (command.client_id.empty() || command.assertion.empty())
        return oauth_error(400, "invalid_request", "client_id and client_assertion must be there once each.");
    const auto token = authenticate_agent.run(command);
    if (!token) return refused(token.error(), request, command.client_id);
    return not_cached(json_response(
        200, {{"access_token", token->token}, {"token_type", "Bearer"}, {"expires_in", token->expires_in.count()}}));
}

}  // namespace

void add_token_endpoint(http::Router& router, std::string base_url, core::AuthenticateAgent& authenticate_agent) {
    router.add(
        "POST", "/{tenant}/oauth2/v2.0/token",
        [base_url = std::move(base_url), &authenticate_agent](const http::Request& request, const http::Reply& reply) {
            reply(give_token(base_url, authenticate_agent, request));
        });
}

}  // namespace tilbage::tenant
