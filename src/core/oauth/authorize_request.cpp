#include "core/oauth/authorize_request.h"

#include <optional>

#include "core/oauth/pkce.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kLongestState = 2048;
constexpr std::size_t kLongestScope = 1024;
constexpr std::size_t kLongestHint = 320;

struct Complaint {
    std::string_view error;
    std::string_view description;
};

std::optional<Prompt> parse_prompt(const std::string& text) {
    if (text.empty()) return Prompt::automatic;
    if (text == "login") return Prompt::login;
    if (text == "none") return Prompt::none;
    return std::nullopt;
}

std::optional<Complaint> read_kind(const Parameters& parameters) {
    const auto type = at_most_once(parameters, "response_type");
    if (!type || type->empty()) return Complaint{"invalid_request", "response_type must be there once."};
    if (*type != "code") return Complaint{"unsupported_response_type", "Use response_type=code."};
    const auto mode = at_most_once(parameters, "response_mode");
    if (!mode || (!mode->empty() && *mode != "query"))
        return Complaint{"invalid_request", "Answers come in the query."};
    return std::nullopt;
}

std::optional<Complaint> read_challenge(const Parameters& parameters, AuthorizeRequest& request) {
    auto challenge = at_most_once(parameters, "code_challenge");
    const auto method = at_most_once(parameters, "code_challenge_method");
    if (!challenge || !is_code_challenge(*challenge))
        return Complaint{"invalid_request", "code_challenge must be there (RFC 7636)."};
    if (!method || *method != "S256") return Complaint{"invalid_request", "code_challenge_method must be S256."};
    request.code_challenge = std::move(*challenge);
    return std::nullopt;
}

std::optional<Complaint> read_rest(const Parameters& parameters, AuthorizeRequest& request) {
    const auto scope = at_most_once(parameters, "scope");
    if (!scope || scope->size() > kLongestScope) return Complaint{"invalid_scope", "scope is there twice or too long."};
    const auto hint = at_most_once(parameters, "login_hint");
    if (!hint || hint->size() > kLongestHint)
        return Complaint{"invalid_request", "login_hint is there twice or too long."};
    const auto prompt = at_most_once(parameters, "prompt");
    const auto parsed = prompt ? parse_prompt(*prompt) : std::nullopt;
    if (!parsed) return Complaint{"invalid_request", "prompt may be login or none."};
    request.scope = *scope;
    request.login_hint = *hint;
    request.prompt = *parsed;
    return std::nullopt;
}

tl::unexpected<AuthorizeFault> fault(const AuthorizeRequest& request, const Complaint& complaint) {
    return tl::unexpected<AuthorizeFault>(ClientRedirect{.uri = request.redirect_uri,
                                                         .code = {},
                                                         .error = std::string(complaint.error),
                                                         .error_description = std::string(complaint.description),
                                                         .state = request.state});
}

}  // namespace

std::string_view to_string(PageError error) {
    switch (error) {
        case PageError::tenant_unknown:
            return "tenant_unknown";
        case PageError::client_unknown:
            return "client_unknown";
        case PageError::redirect_wrong:
            return "redirect_wrong";
        case PageError::too_many_attempts:
            return "too_many_attempts";
        case PageError::busy:
            return "busy";
    }
    return {};
}

tl::expected<AuthorizeRequest, AuthorizeFault> read_authorize_request(const Parameters& parameters,
                                                                      std::string_view base_url) {
    AuthorizeRequest request;
    const auto client_id = at_most_once(parameters, "client_id");
    const auto client = client_id ? parse_client(*client_id) : std::nullopt;
    if (!client) return tl::unexpected<AuthorizeFault>(PageError::client_unknown);
    auto redirect_uri = at_most_once(parameters, "redirect_uri");
    if (!redirect_uri || !may_redirect_to(*client, *redirect_uri, base_url))
        return tl::unexpected<AuthorizeFault>(PageError::redirect_wrong);
    request.client = *client;
    request.redirect_uri = std::move(*redirect_uri);
    auto state = at_most_once(parameters, "state");
    if (!state || state->size() > kLongestState)
        return fault(request, {"invalid_request", "state is there twice or too long."});
    request.state = std::move(*state);
    if (const auto complaint = read_kind(parameters)) return fault(request, *complaint);
    if (const auto complaint = read_challenge(parameters, request)) return fault(request, *complaint);
    if (const auto complaint = read_rest(parameters, request)) return fault(request, *complaint);
    return request;
}

}  // namespace tilbage::core
