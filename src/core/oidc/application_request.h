// What an application asks of the authorization endpoint (OpenID Connect Core 1.0 §3.1.2.1), read and judged. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/oauth/parameters.h"
#include "core/oidc/application.h"
#include "core/ports/application_sign_in_store.h"

namespace tilbage::core {

// Back to the application: with a code, or with an error of RFC 6749 §4.1.2.1 or OpenID Connect Core §3.1.2.6. `uri`
// has been judged right.
struct AuthorizationAnswer {
    std::string uri;
    ResponseMode mode = ResponseMode::query;
    Parameters fields;
};

// With `state` as it came, and `iss` (RFC 9207).
[[nodiscard]] AuthorizationAnswer authorization_error(const ApplicationSignIn& request, const std::string& issuer,
                                                      std::string_view error, std::string_view description);
[[nodiscard]] AuthorizationAnswer authorization_code(const ApplicationSignIn& request, const std::string& issuer,
                                                     const std::string& code);

// Its flow, browser and times are left to the caller. No error is told before `redirect_uri` is right: the caller has
// seen to that.
[[nodiscard]] tl::expected<ApplicationSignIn, AuthorizationAnswer> read_application_request(
    const Parameters& parameters, const Application& application, const std::string& redirect_uri,
    const std::string& issuer);

// Whether a scope of space-separated words holds this one.
[[nodiscard]] bool has_scope(std::string_view scope, std::string_view word);

}  // namespace tilbage::core
