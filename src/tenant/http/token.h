// POST /{tenant}/oauth2/v2.0/token: something that proves, for an access token (docs/protocol.md §5 and §8; RFC 6749
// §5).
#pragma once

#include <functional>
#include <map>
#include <string>

#include "adapters/http/router.h"
#include "core/identity/authenticate_agent.h"
#include "core/oauth/issue_token.h"
#include "tenant/http/oauth_response.h"

namespace tilbage::tenant {

// Answers a request with this grant_type.
using Grant = std::function<adapters::http::Response(const adapters::http::Request& request, const Form& form)>;

// An agent's signed assertion (RFC 6749 §4.4, RFC 7523). `base_url` is what stands before the path in its audience.
[[nodiscard]] Grant client_credentials_grant(std::string base_url, core::AuthenticateAgent& authenticate_agent);
// What an administrator's program got from the authorization endpoint (RFC 6749 §4.1.3).
[[nodiscard]] Grant authorization_code_grant(core::IssueToken& issue_token);
// RFC 8628 §3.4.
[[nodiscard]] Grant device_code_grant(core::IssueToken& issue_token);

inline constexpr std::string_view kDeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

// By grant_type. The use cases outlive the router.
void add_token_endpoint(adapters::http::Router& router, std::map<std::string, Grant, std::less<>> grants);

}  // namespace tilbage::tenant
