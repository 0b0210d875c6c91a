// POST /{tenant}/oauth2/v2.0/token: an agent's signed assertion for an access token (docs/protocol.md §5; RFC 6749 §4.4
// and §5, RFC 7523).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/identity/authenticate_agent.h"

namespace tilbage::tenant {

// `base_url` is what stands before the path in the assertion's audience. `authenticate_agent` outlives the router.
void add_token_endpoint(adapters::http::Router& router, std::string base_url,
                        core::AuthenticateAgent& authenticate_agent);

}  // namespace tilbage::tenant
