// GET /{tenant}/oauth2/v2.0/authorize: a client's wish for a code (docs/protocol.md §8; RFC 6749 §4.1).
#pragma once

#include "adapters/http/router.h"
#include "core/oauth/begin_sign_in.h"

namespace tilbage::tenant {

// `begin_sign_in` outlives the router.
void add_authorize(adapters::http::Router& router, core::BeginSignIn& begin_sign_in);

// The address that a client's answer goes to.
[[nodiscard]] std::string location_of(const core::ClientRedirect& redirect);

}  // namespace tilbage::tenant
