// GET and POST /{tenant}/oauth2/v2.0/logout: the portal ends the browser's sign-in session (docs/protocol.md §8), and
// applications have people signed out (§13; OpenID Connect RP-Initiated Logout 1.0).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/oauth/end_session.h"
#include "core/oidc/application_sign_out.h"

namespace tilbage::tenant {

// Both outlive the router.
struct LogoutPorts {
    core::EndSession& administrators;
    core::BeginApplicationSignOut& applications;
};

// For the portal only from a page of this tenant: `origin` must stand in the Origin header. An application sends the
// person: by GET, or by a form that names what it wants.
void add_logout(adapters::http::Router& router, std::string origin, const LogoutPorts& ports);

}  // namespace tilbage::tenant
