#include "tenant/http/application_token.h"

#include <optional>

#include "adapters/http/url_encoding.h"
#include "base/encoding.h"
#include "tenant/http/address_block.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
using Code = core::ApplicationRefusalCode;

constexpr std::string_view kBasic = "Basic ";

bool has_basic(const http::Request& request) {
    return http::equal_ignoring_case(request.header("Authorization").substr(0, kBasic.size()), kBasic);
}

std::optional<std::string> decoded(std::string_view form_encoded) {
    const auto parsed = http::parse_form("v=" + std::string(form_encoded));
    if (!parsed || parsed->size() != 1) return std::nullopt;
    return parsed->front().value;
}

struct Client {
    std::string id;
    std::string secret;
};

// RFC 6749 §2.3.1: both halves are form-encoded first.
std::optional<Client> read_basic(const http::Request& request) {
    const auto bytes = base::from_base64(request.header("Authorization").substr(kBasic.size()));
    if (!bytes) return std::nullopt;
    const auto text = base::as_text(*bytes);
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto id = decoded(text.substr(0, colon));
    auto secret = decoded(text.substr(colon + 1));
    if (!id || !secret) return std::nullopt;
    return Client{std::move(*id), std::move(*secret)};
}

// One way of proving who it is, and one name (§2.3).
std::optional<Client> read_client(const http::Request& request, const Form& form) {
    Client in_form{only_value(form, "client_id"), only_value(form, "client_secret")};
    if (!has_basic(request)) return in_form;
    auto basic = read_basic(request);
    const bool two_ways = !in_form.secret.empty() || (basic && !in_form.id.empty() && in_form.id != basic->id);
    if (!basic || two_ways) return std::nullopt;
    return basic;
}

std::string_view description_of(Code code) {
    switch (code) {
        case Code::invalid_client:
            return "There is no such application here, or its secret is wrong or has expired.";
        case Code::invalid_grant:
            return "The code or token is wrong, too old or used, was given for another request, or the person may not "
                   "sign in any more. Send them to sign in again.";
        case Code::invalid_scope:
            return "More scopes than were granted.";
        case Code::too_many_attempts:
            return "Too many wrong secrets; try again later.";
        case Code::busy:
            return "The store does not answer; try again later.";
    }
    return {};
}

std::string_view name_of(Code code) {
    switch (code) {
        case Code::invalid_client:
            return "invalid_client";
        case Code::invalid_grant:
            return "invalid_grant";
        case Code::invalid_scope:
            return "invalid_scope";
        case Code::too_many_attempts:
        case Code::busy:
            return "temporarily_unavailable";
    }
    return {};
}

http::Response refused(const core::ApplicationRefusal& refusal, const http::Request& request, const Client& client) {
    constexpr unsigned kUnauthorized = 401;
    constexpr unsigned kTooMany = 429;
    base::log(events::kApplicationRefused, {{"application", client.id.substr(0, 64)},
                                            {"address", request.peer_address},
                                            {"request", request.id},
                                            {"error", refusal.cause}});
    auto response =
        oauth_error(refusal.code == Code::busy ? 503 : 400, name_of(refusal.code), description_of(refusal.code));
    if (refusal.code == Code::invalid_client) {
        response.status = kUnauthorized;
        response.headers.push_back({"WWW-Authenticate", "Basic realm=\"application\""});
    }
    if (refusal.code == Code::too_many_attempts) {
        response.status = kTooMany;
        response.headers.push_back({"Retry-After", std::to_string(refusal.retry_after.count())});
    }
    return response;
}

http::Response answer(const core::ApplicationResult<core::ApplicationTokenSet>& given, const http::Request& request,
                      const Client& client) {
    if (!given) return refused(given.error(), request, client);
    boost::json::object body{{"token_type", "Bearer"},
                             {"access_token", given->access_token},
                             {"expires_in", given->expires_in.count()},
                             {"scope", given->scope},
                             {"id_token", given->id_token}};
    if (!given->refresh_token.empty()) body["refresh_token"] = given->refresh_token;
    return oauth_response(body);
}

core::ApplicationCredentials credentials_of(const http::Request& request, const Client& client) {
    return {std::string(request.path_value("tenant")), client.id, client.secret, address_block(request.peer_address)};
}

template <class Use>
Grant with_client(Use use) {
    return [use](const http::Request& request, const Form& form) {
        const auto client = read_client(request, form);
        if (!client || client->id.empty())
            return oauth_error(400, "invalid_request", "The application must name itself, once and in one way.");
        return use(request, form, *client);
    };
}

}  // namespace

Grant application_code_grant(core::ApplicationTokens& tokens) {
    return with_client([&tokens](const http::Request& request, const Form& form, const Client& client) {
        const core::UseCodeCommand command{credentials_of(request, client), only_value(form, "code"),
                                           only_value(form, "redirect_uri"), only_value(form, "code_verifier")};
        if (command.code.empty() || command.redirect_uri.empty())
            return oauth_error(400, "invalid_request", "code and redirect_uri must be there once each.");
        return answer(tokens.by_code(command), request, client);
    });
}

Grant application_refresh_grant(core::ApplicationTokens& tokens) {
    return with_client([&tokens](const http::Request& request, const Form& form, const Client& client) {
        const core::RefreshCommand command{credentials_of(request, client), only_value(form, "refresh_token"),
                                           only_value(form, "scope")};
        if (command.refresh_token.empty())
            return oauth_error(400, "invalid_request", "refresh_token must be there once.");
        return answer(tokens.by_refresh_token(command), request, client);
    });
}

Grant grant_by_client(Grant administrators, Grant applications) {
    return [administrators = std::move(administrators), applications = std::move(applications)](
               const http::Request& request, const Form& form) {
        const auto client_id = only_value(form, "client_id");
        // Who names nobody at all is told what is missing by the endpoint that was here first.
        const bool theirs = !has_basic(request) && (client_id.empty() || core::parse_client(client_id));
        return theirs ? administrators(request, form) : applications(request, form);
    };
}

}  // namespace tilbage::tenant
