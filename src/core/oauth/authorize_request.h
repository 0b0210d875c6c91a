// What a client asks of the authorization endpoint (RFC 6749 §4.1.1, RFC 7636 §4.3), read and judged. Pure.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "core/oauth/client.h"
#include "core/oauth/parameters.h"

namespace tilbage::core {

enum class Prompt { automatic, login, none };

struct AuthorizeRequest {
    Client client = Client::portal;
    std::string redirect_uri;
    std::string state;
    std::string code_challenge;  // S256
    std::string scope;
    Prompt prompt = Prompt::automatic;
    std::string login_hint;
};

// Back to the client: with a code, or with an error of RFC 6749 §4.1.2.1. `uri` has been judged right.
struct ClientRedirect {
    std::string uri;
    std::string code;
    std::string error;
    std::string error_description;
    std::string state;
};

// Before the client and its address are known to be right nobody is sent anywhere: a page tells.
enum class PageError { tenant_unknown, client_unknown, redirect_wrong, too_many_attempts, busy };
[[nodiscard]] std::string_view to_string(PageError error);

using AuthorizeFault = std::variant<PageError, ClientRedirect>;

[[nodiscard]] tl::expected<AuthorizeRequest, AuthorizeFault> read_authorize_request(const Parameters& parameters,
                                                                                    std::string_view base_url);

}  // namespace tilbage::core
