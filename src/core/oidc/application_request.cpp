#include "core/oidc/application_request.h"

#include <algorithm>
#include <charconv>

#include "core/oauth/pkce.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kLongestState = 2048;
constexpr std::size_t kLongestNonce = 512;
constexpr std::size_t kLongestHint = 320;
constexpr std::size_t kLongestScope = 1024;

struct Complaint {
    std::string_view error;
    std::string_view description;
};
using Judged = std::optional<Complaint>;

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

Judged read_mode(const Parameters& parameters, ApplicationSignIn& request) {
    const auto mode = at_most_once(parameters, "response_mode");
    if (mode && *mode == "form_post") {
        request.mode = ResponseMode::form_post;
        return std::nullopt;
    }
    if (mode && (mode->empty() || *mode == "query")) return std::nullopt;
    return Complaint{"invalid_request", "response_mode may be query or form_post."};
}

Judged read_state(const Parameters& parameters, ApplicationSignIn& request) {
    auto state = at_most_once(parameters, "state");
    if (!state || state->size() > kLongestState)
        return Complaint{"invalid_request", "state is there twice or too long."};
    request.state = std::move(*state);
    return std::nullopt;
}

Judged read_kind(const Parameters& parameters) {
    const auto type = at_most_once(parameters, "response_type");
    if (!type || type->empty()) return Complaint{"invalid_request", "response_type must be there once."};
    if (*type != "code") return Complaint{"unsupported_response_type", "Use response_type=code."};
    const auto is_there = [&](std::string_view name) {
        return std::ranges::any_of(parameters, [&](const auto& one) { return one.first == name; });
    };
    if (is_there("request")) return Complaint{"request_not_supported", "Request objects are not supported."};
    if (is_there("request_uri")) return Complaint{"request_uri_not_supported", "Request objects are not supported."};
    return std::nullopt;
}

Judged read_scope(const Parameters& parameters, ApplicationSignIn& request) {
    auto scope = at_most_once(parameters, "scope");
    if (!scope || scope->size() > kLongestScope) return Complaint{"invalid_scope", "scope is there twice or too long."};
    if (!has_scope(*scope, "openid")) return Complaint{"invalid_scope", "scope must hold openid."};
    // Only what is known here is granted.
    for (const auto* const known : {"openid", "profile", "email", "offline_access"}) {
        if (!has_scope(*scope, known)) continue;
        if (!request.scope.empty()) request.scope += ' ';
        request.scope += known;
    }
    return std::nullopt;
}

Judged read_nonce_and_challenge(const Parameters& parameters, bool is_public, ApplicationSignIn& request) {
    auto nonce = at_most_once(parameters, "nonce");
    if (!nonce || nonce->size() > kLongestNonce)
        return Complaint{"invalid_request", "nonce is there twice or too long."};
    auto challenge = at_most_once(parameters, "code_challenge");
    const auto method = at_most_once(parameters, "code_challenge_method");
    if (!challenge || !method) return Complaint{"invalid_request", "code_challenge is there twice."};
    if (challenge->empty() && method->empty()) {
        if (is_public) return Complaint{"invalid_request", "code_challenge must be there (RFC 7636)."};
        if (nonce->empty()) return Complaint{"invalid_request", "code_challenge or nonce must be there (RFC 9700)."};
    } else {
        if (!is_code_challenge(*challenge)) return Complaint{"invalid_request", "code_challenge is none (RFC 7636)."};
        if (*method != "S256") return Complaint{"invalid_request", "code_challenge_method must be S256."};
    }
    request.nonce = std::move(*nonce);
    request.code_challenge = std::move(*challenge);
    return std::nullopt;
}

Judged read_prompt(const Parameters& parameters, ApplicationSignIn& request) {
    const auto prompt = at_most_once(parameters, "prompt");
    if (!prompt) return Complaint{"invalid_request", "prompt is there twice."};
    const auto words = words_of(*prompt);
    for (const auto word : words) {
        if (word == "none") {
            request.without_page = true;
        } else if (word == "login" || word == "select_account") {
            request.must_prove = true;
        } else if (word != "consent") {  // there is nothing to consent to: administrators have decided
            return Complaint{"invalid_request", "prompt may be none, login, select_account or consent."};
        }
    }
    if (request.without_page && words.size() > 1) return Complaint{"invalid_request", "prompt=none stands alone."};
    return std::nullopt;
}

Judged read_age_and_hint(const Parameters& parameters, ApplicationSignIn& request) {
    const auto age = at_most_once(parameters, "max_age");
    if (!age) return Complaint{"invalid_request", "max_age is there twice."};
    if (!age->empty()) {
        std::int32_t seconds = -1;
        const auto [end, error] = std::from_chars(age->data(), age->data() + age->size(), seconds);
        if (error != std::errc{} || end != age->data() + age->size() || seconds < 0)
            return Complaint{"invalid_request", "max_age must be a number of seconds."};
        request.max_age = std::chrono::seconds(seconds);
    }
    auto hint = at_most_once(parameters, "login_hint");
    if (!hint || hint->size() > kLongestHint)
        return Complaint{"invalid_request", "login_hint is there twice or too long."};
    request.login_hint = std::move(*hint);
    return std::nullopt;
}

Judged judge(const Parameters& parameters, bool is_public, ApplicationSignIn& request) {
    // First what decides how an error travels.
    if (auto wrong = read_state(parameters, request)) return wrong;
    if (auto wrong = read_mode(parameters, request)) return wrong;
    if (auto wrong = read_kind(parameters)) return wrong;
    if (auto wrong = read_scope(parameters, request)) return wrong;
    if (auto wrong = read_nonce_and_challenge(parameters, is_public, request)) return wrong;
    if (auto wrong = read_prompt(parameters, request)) return wrong;
    return read_age_and_hint(parameters, request);
}

AuthorizationAnswer answer_to(const ApplicationSignIn& request, const std::string& issuer, Parameters fields) {
    if (!request.state.empty()) fields.emplace_back("state", request.state);
    fields.emplace_back("iss", issuer);
    return {request.redirect_uri, request.mode, std::move(fields)};
}

}  // namespace

AuthorizationAnswer authorization_error(const ApplicationSignIn& request, const std::string& issuer,
                                        std::string_view error, std::string_view description) {
    return answer_to(request, issuer, {{"error", std::string(error)}, {"error_description", std::string(description)}});
}

AuthorizationAnswer authorization_code(const ApplicationSignIn& request, const std::string& issuer,
                                       const std::string& code) {
    return answer_to(request, issuer, {{"code", code}});
}

tl::expected<ApplicationSignIn, AuthorizationAnswer> read_application_request(const Parameters& parameters,
                                                                              const Application& application,
                                                                              const std::string& redirect_uri,
                                                                              const std::string& issuer) {
    ApplicationSignIn request;
    request.tenant_id = application.tenant_id;
    request.application = application.id;
    request.redirect_uri = redirect_uri;
    if (const auto wrong = judge(parameters, application.is_public, request))
        return tl::unexpected(authorization_error(request, issuer, wrong->error, wrong->description));
    return request;
}

bool has_scope(std::string_view scope, std::string_view word) {
    const auto words = words_of(scope);
    return std::ranges::find(words, word) != words.end();
}

}  // namespace tilbage::core
