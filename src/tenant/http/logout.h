// POST /{tenant}/oauth2/v2.0/logout: ends the browser's sign-in session (docs/protocol.md §8).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/oauth/end_session.h"

namespace tilbage::tenant {

// Only for a page of this tenant: `origin` must stand in the Origin header. `end_session` outlives the router.
void add_logout(adapters::http::Router& router, std::string origin, core::EndSession& end_session);

}  // namespace tilbage::tenant
