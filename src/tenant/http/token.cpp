#include "tenant/http/token.h"

#include "tenant/http/cross_origin.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

constexpr std::string_view kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

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

http::Response by_assertion(const std::string& base_url, core::AuthenticateAgent& authenticate_agent,
                            const http::Request& request, const Form& form) {
    if (only_value(form, "client_assertion_type") != kAssertionType)
        return oauth_error(400, "invalid_request", "client_assertion_type must be the one for JWTs (RFC 7523).");
    const core::AuthenticateAgentCommand command{.tenant = std::string(request.path_value("tenant")),
                                                 .client_id = only_value(form, "client_id"),
                                                 .assertion = only_value(form, "client_assertion"),
                                                 .audience = base_url + request.path};
    if (command.client_id.empty() || command.assertion.empty())
        return oauth_error(400, "invalid_request", "client_id and client_assertion must be there once each.");
    const auto token = authenticate_agent.run(command);
    if (!token) return refused(token.error(), request, command.client_id);
    return oauth_response(
        {{"access_token", token->token}, {"token_type", "Bearer"}, {"expires_in", token->expires_in.count()}});
}

std::string_view description_of(core::TokenRefusalCode code) {
    using Code = core::TokenRefusalCode;
    switch (code) {
        case Code::invalid_client:
            return "There is no such client.";
        case Code::invalid_grant:
            return "The code is wrong, too old or used, or was given for another request. Sign in again.";
        case Code::authorization_pending:
            return "The code has not been entered, or not been answered yet.";
        case Code::slow_down:
            return "Ask five seconds less often from now on.";
        case Code::access_denied:
            return "The administrator did not allow it.";
        case Code::expired_token:
            return "The code is too old; ask for a new one.";
        case Code::busy:
            return "The store does not answer; try again later.";
    }
    return {};
}

unsigned status_of(core::TokenRefusalCode code) {
    if (code == core::TokenRefusalCode::busy) return 503;
    return code == core::TokenRefusalCode::invalid_client ? 401 : 400;
}

http::Response answer(const core::TokenAnswer& issued, const http::Request& request, const std::string& client_id) {
    if (issued) {
        boost::json::object body{
            {"access_token", issued->token}, {"token_type", "Bearer"}, {"expires_in", issued->expires_in.count()}};
        if (!issued->scope.empty()) body["scope"] = issued->scope;
        return oauth_response(body);
    }
    using Code = core::TokenRefusalCode;
    const auto& refusal = issued.error();
    if (refusal.code != Code::authorization_pending && refusal.code != Code::slow_down) {
        base::log(events::kGrantRefused, {{"client", client_id.substr(0, 64)},
                                          {"address", request.peer_address},
                                          {"request", request.id},
                                          {"error", refusal.cause}});
    }
    return oauth_error(status_of(refusal.code), core::to_string(refusal.code), description_of(refusal.code));
}

http::Response by_code(core::IssueToken& issue_token, const http::Request& request, const Form& form) {
    const core::ExchangeCodeCommand command{.tenant = std::string(request.path_value("tenant")),
                                            .client_id = only_value(form, "client_id"),
                                            .code = only_value(form, "code"),
                                            .redirect_uri = only_value(form, "redirect_uri"),
                                            .code_verifier = only_value(form, "code_verifier")};
    if (command.client_id.empty() || command.code.empty() || command.redirect_uri.empty() ||
        command.code_verifier.empty())
        return oauth_error(400, "invalid_request",
                           "client_id, code, redirect_uri and code_verifier must be there once each.");
    return answer(issue_token.by_code(command), request, command.client_id);
}

http::Response by_device_code(core::IssueToken& issue_token, const http::Request& request, const Form& form) {
    const core::ExchangeDeviceCodeCommand command{.tenant = std::string(request.path_value("tenant")),
                                                  .client_id = only_value(form, "client_id"),
                                                  .device_code = only_value(form, "device_code")};
    if (command.client_id.empty() || command.device_code.empty())
        return oauth_error(400, "invalid_request", "client_id and device_code must be there once each.");
    return answer(issue_token.by_device_code(command), request, command.client_id);
}

}  // namespace

Grant client_credentials_grant(std::string base_url, core::AuthenticateAgent& authenticate_agent) {
    return [base_url = std::move(base_url), &authenticate_agent](const http::Request& request, const Form& form) {
        return by_assertion(base_url, authenticate_agent, request, form);
    };
}

Grant authorization_code_grant(core::IssueToken& issue_token) {
    return
        [&issue_token](const http::Request& request, const Form& form) { return by_code(issue_token, request, form); };
}

Grant device_code_grant(core::IssueToken& issue_token) {
    return [&issue_token](const http::Request& request, const Form& form) {
        return by_device_code(issue_token, request, form);
    };
}

void add_token_endpoint(http::Router& router, std::map<std::string, Grant, std::less<>> grants) {
    constexpr const char* kPath = "/{tenant}/oauth2/v2.0/token";
    const auto answer_form = [grants = std::move(grants)](const http::Request& request, const http::Reply& reply) {
        const auto form = read_form(request);
        if (!form) return void(reply(oauth_error(400, "invalid_request", "The body must be a form.")));
        const auto type = only_value(*form, "grant_type");
        if (type.empty()) return void(reply(oauth_error(400, "invalid_request", "grant_type must be there once.")));
        const auto grant = grants.find(type);
        reply(grant == grants.end() ? oauth_error(400, "unsupported_grant_type", "There is no such grant_type here.")
                                    : grant->second(request, *form));
    };
    router.add("POST", kPath, open_to_pages(answer_form));
    add_preflight(router, kPath);
}

}  // namespace tilbage::tenant
