#include "connect/setup/cloud_client.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <fmt/core.h>

#include "adapters/http/url_encoding.h"
#include "base/encoding.h"
#include "connect/setup/cloud_answers.h"
#include "connect/version.h"
#include "crypto/hash.h"

namespace tilbage::connect::setup {
namespace json = boost::json;
namespace {

using adapters::curl::HttpFailure;
using adapters::curl::HttpRequest;
using adapters::curl::HttpResponse;
using adapters::http::percent_encode;

constexpr std::string_view kClient = "tilbage-connect";
constexpr std::string_view kScope = "openid profile";
constexpr std::string_view kDeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";  // RFC 8628 §3.4
constexpr std::chrono::seconds kClocksMayDiffer{5 * 60};

adapters::curl::HttpClientOptions options_for(const CloudAddress& address) {
    adapters::curl::HttpClientOptions options;
    options.ca_file = address.ca_file;
    options.user_agent = kSoftware;
    return options;
}

std::string endpoint(const CloudAddress& address, const std::string& tenant, std::string_view name) {
    return fmt::format("{}/{}/oauth2/v2.0/{}", address.url, percent_encode(tenant), name);
}

HttpRequest form(std::string url, std::string body) {
    return {.method = "POST",
            .url = std::move(url),
            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
            .body = std::move(body)};
}

CloudError to_error(const adapters::curl::HttpError& error, const CloudAddress& address) {
    switch (error.kind) {
        case HttpFailure::untrusted_certificate:
        case HttpFailure::wrong_host_name:
            return {.problem = CloudProblem::certificate_untrusted,
                    .message = fmt::format("{}: {}. Name the certificate authority that signed the tenant's "
                                           "certificate.",
                                           address.url, error.message)};
        case HttpFailure::invalid_request:
        case HttpFailure::too_large:
            return {.problem = CloudProblem::url_wrong, .message = fmt::format("{}: {}", address.url, error.message)};
        case HttpFailure::cannot_connect:
        case HttpFailure::timeout:
        case HttpFailure::connection_lost:
            break;
    }
    return {.problem = CloudProblem::tenant_unreachable,
            .message = fmt::format("{}: {}. Check the address and the way there, then try again.", address.url,
                                   error.message)};
}

// How far this machine's clock is ahead of the one that wrote the answer.
std::chrono::seconds ahead_by(const HttpResponse& response, base::TimePoint now) {
    const auto theirs = parse_http_date(response.header("Date"));
    return theirs ? std::chrono::duration_cast<std::chrono::seconds>(now - *theirs) : std::chrono::seconds(0);
}

}  // namespace

std::string_view name_of(CloudProblem problem) {
    switch (problem) {
        case CloudProblem::url_wrong:
            return "url_wrong";
        case CloudProblem::tenant_unreachable:
            return "tenant_unreachable";
        case CloudProblem::certificate_untrusted:
            return "certificate_untrusted";
        case CloudProblem::clock_skew:
            return "clock_skew";
        case CloudProblem::sign_in_refused:
            return "sign_in_refused";
        case CloudProblem::sign_in_expired:
            return "sign_in_expired";
        case CloudProblem::not_administrator:
            return "not_administrator";
        case CloudProblem::wrong_tenant:
            return "wrong_tenant";
        case CloudProblem::not_found:
            return "not_found";
        case CloudProblem::refused:
            return "refused";
    }
    return "refused";
}

CloudClient::CloudClient(CloudAddress address, const base::Clock& clock, base::Random& random)
    : address_(std::move(address)), clock_(clock), random_(random), http_(options_for(address_)) {}

CloudResult<HttpResponse> CloudClient::send(HttpRequest request) {
    auto answer = http_.send(request);
    if (!answer) return tl::unexpected(to_error(answer.error(), address_));
    if (const auto ahead = ahead_by(*answer, clock_.now()); ahead > kClocksMayDiffer || ahead < -kClocksMayDiffer) {
        return tl::unexpected(CloudError{
            .problem = CloudProblem::clock_skew,
            .message = fmt::format("this machine's clock is {} s {} the tenant's. Set it (timedatectl set-ntp true), "
                                   "then try again.",
                                   std::abs(ahead.count()), ahead.count() > 0 ? "ahead of" : "behind"),
            .seconds = ahead.count()});
    }
    return std::move(*answer);
}

CloudResult<HttpResponse> CloudClient::graph(const AccessToken& token, std::string method, const std::string& path,
                                             std::string body) {
    if (!token.secret || clock_.now() >= token.expires_at) {
        return tl::unexpected(
            CloudError{.problem = CloudProblem::sign_in_expired, .message = "the sign-in has expired. Sign in again."});
    }
    HttpRequest request{.method = std::move(method),
                        .url = path.starts_with("https://") ? path : address_.url + path,
                        .headers = {{"Accept", "application/json"},
                                    {"Authorization", fmt::format("Bearer {}", token.secret->open_text())}},
                        .body = std::move(body)};
    if (!request.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    auto answer = http_.send(request);
    for (auto& header : request.headers) base::wipe(header.value.data(), header.value.size());
    if (!answer) return tl::unexpected(to_error(answer.error(), address_));
    if (answer->status >= 400) return tl::unexpected(read_graph_error(answer->status, answer->body));
    return std::move(*answer);
}

CloudResult<void> CloudClient::check() {
    if (!address_.url.starts_with("https://") || address_.url.size() < 9) {
        return tl::unexpected(CloudError{.problem = CloudProblem::url_wrong,
                                         .message = "the tenant's address must be https://host or https://host:port"});
    }
    const auto answer = send({.method = "GET", .url = address_.url + "/healthz", .headers = {}, .body = {}});
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == 200) return {};
    const bool passing = answer->status == 429 || answer->status >= 500;
    return tl::unexpected(CloudError{.problem = passing ? CloudProblem::tenant_unreachable : CloudProblem::url_wrong,
                                     .message = fmt::format("{}/healthz answers {}. {}", address_.url, answer->status,
                                                            passing ? "Try again later."
                                                                    : "No tenant of Tilbage answers there: check the "
                                                                      "address.")});
}

AuthorizationRequest CloudClient::begin_sign_in(const std::string& tenant, const std::string& redirect_uri,
                                                const std::string& language) {
    const auto verifier = base::new_token(random_);  // 43 characters, RFC 7636 §4.1
    const auto challenge = base::to_base64url(crypto::sha256(verifier));
    AuthorizationRequest request{
        .url = {},
        .state = base::new_token(random_, 16),
        .redirect_uri = redirect_uri,
        .code_verifier = std::make_shared<const base::SecretBytes>(base::SecretBytes::copy_of(verifier))};
    request.url = fmt::format(
        "{}?response_type=code&client_id={}&redirect_uri={}&state={}&code_challenge={}&code_challenge_method=S256&"
        "scope={}&prompt=login",
        endpoint(address_, tenant, "authorize"), kClient, percent_encode(redirect_uri), request.state, challenge,
        percent_encode(kScope));
    if (!language.empty()) request.url += "&mkt=" + percent_encode(language);
    return request;
}

CloudResult<AccessToken> CloudClient::exchange_code(const std::string& tenant, const AuthorizationRequest& request,
                                                    const std::string& code) {
    auto answer =
        send(form(endpoint(address_, tenant, "token"),
                  fmt::format("grant_type=authorization_code&client_id={}&redirect_uri={}&code={}&code_verifier={}",
                              kClient, percent_encode(request.redirect_uri), percent_encode(code),
                              percent_encode(request.code_verifier->open_text()))));
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != 200) return tl::unexpected(read_oauth_error(answer->status, answer->body).error);
    return read_token(answer->body, clock_.now());
}

CloudResult<DeviceCode> CloudClient::request_device_code(const std::string& tenant) {
    auto answer = send(form(endpoint(address_, tenant, "devicecode"),
                            fmt::format("client_id={}&scope={}", kClient, percent_encode(kScope))));
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != 200) return tl::unexpected(read_oauth_error(answer->status, answer->body).error);
    return read_device_code(answer->body, clock_.now());
}

CloudResult<tl::expected<AccessToken, DevicePoll>> CloudClient::poll_device_code(const std::string& tenant,
                                                                                 const DeviceCode& code) {
    auto answer = send(form(endpoint(address_, tenant, "token"),
                            fmt::format("grant_type={}&client_id={}&device_code={}", percent_encode(kDeviceGrant),
                                        kClient, percent_encode(code.device_code->open_text()))));
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == 200) {
        auto token = read_token(answer->body, clock_.now());
        if (!token) return tl::unexpected(token.error());
        return tl::expected<AccessToken, DevicePoll>(std::move(*token));
    }
    auto refusal = read_oauth_error(answer->status, answer->body);
    if (refusal.code == "authorization_pending" || refusal.code == "slow_down") {
        return tl::expected<AccessToken, DevicePoll>(
            tl::unexpected(refusal.code == "slow_down" ? DevicePoll::slow_down : DevicePoll::pending));
    }
    return tl::unexpected(std::move(refusal.error));
}

CloudResult<CloudSession> CloudClient::open_session(AccessToken token, const std::string& expected_tenant_id) {
    const auto me = graph(token, "GET", "/v1.0/me");
    if (!me) return tl::unexpected(me.error());
    const auto organization = graph(token, "GET", "/v1.0/organization");
    if (!organization) return tl::unexpected(organization.error());
    const auto roles = graph(token, "GET", "/v1.0/me/memberOf");
    if (!roles) return tl::unexpected(roles.error());
    CloudSession session;
    session.address = address_;
    session.token = std::move(token);
    if (auto read = read_session(me->body, organization->body, session); !read) return tl::unexpected(read.error());
    if (!expected_tenant_id.empty() && session.tenant_id != expected_tenant_id) {
        return tl::unexpected(
            CloudError{.problem = CloudProblem::wrong_tenant,
                       .message = fmt::format("{} belongs to {}, which is not the tenant of this agent. Sign in as an "
                                              "administrator of the agent's tenant.",
                                              session.user_principal_name, session.tenant_domain)});
    }
    if (!has_role(roles->body, "Global Administrator")) {
        return tl::unexpected(
            CloudError{.problem = CloudProblem::not_administrator,
                       .message = fmt::format("{} is not a Global Administrator of {}. Sign in as one.",
                                              session.user_principal_name, session.tenant_domain)});
    }
    return session;
}

CloudResult<std::vector<TenantAgent>> CloudClient::agents(const AccessToken& token) {
    std::vector<TenantAgent> agents;
    std::string path = "/beta/onPremisesAgents";
    while (!path.empty()) {
        const auto answer = graph(token, "GET", path);
        if (!answer) return tl::unexpected(answer.error());
        auto next = read_agents(answer->body, agents);
        if (!next) return tl::unexpected(next.error());
        // A page that leads elsewhere would be given the token.
        if (!next->empty() && !next->starts_with(address_.url + "/")) break;
        path = std::move(*next);
    }
    return agents;
}

CloudResult<RegisteredAgent> CloudClient::register_agent(const AccessToken& token, const std::string& display_name,
                                                         const std::string& host, const crypto::Jwk& signing_key) {
    const json::object body{
        {"displayName", display_name},
        {"host", host},
        {"signingKey", {{"kty", "EC"}, {"crv", "P-256"}, {"x", signing_key.x}, {"y", signing_key.y}}}};
    const auto answer = graph(token, "POST", "/beta/onPremisesAgents", json::serialize(body));
    if (!answer) return tl::unexpected(answer.error());
    return read_registered_agent(answer->body);
}

CloudResult<void> CloudClient::remove_agent(const AccessToken& token, const std::string& agent_id) {
    const auto answer = graph(token, "DELETE", "/beta/onPremisesAgents/" + percent_encode(agent_id));
    if (!answer && answer.error().problem != CloudProblem::not_found) return tl::unexpected(answer.error());
    return {};
}

CloudResult<IntegrationPolicy> CloudClient::integration_policy(const AccessToken& token) {
    const auto answer = graph(token, "GET", "/beta/policies/onPremisesIntegration");
    if (!answer) return tl::unexpected(answer.error());
    return read_policy(answer->body);
}

CloudResult<std::vector<CloudDomain>> CloudClient::domains(const AccessToken& token) {
    const auto answer = graph(token, "GET", "/beta/domains");
    if (!answer) return tl::unexpected(answer.error());
    return read_domains(answer->body);
}

CloudResult<void> CloudClient::set_sign_in_type(const AccessToken& token, const CloudDomain& domain) {
    const auto answer = graph(token, "PATCH", "/beta/domains/" + percent_encode(domain.id),
                              json::serialize(json::object{{"signInType", domain.sign_in_type}}));
    if (!answer) return tl::unexpected(answer.error());
    return {};
}

}  // namespace tilbage::connect::setup
