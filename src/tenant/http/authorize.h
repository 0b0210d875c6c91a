// GET and POST /{tenant}/oauth2/v2.0/authorize: a client's wish for a code (RFC 6749 §4.1). The client_id decides whose
// sign-in it is: administrators' for their own programs (docs/protocol.md §8), people's for applications (§13).
#pragma once

#include "adapters/http/router.h"
#include "core/oauth/begin_sign_in.h"
#include "core/oidc/begin_application_sign_in.h"
#include "tenant/http/authorization_answer.h"

namespace tilbage::tenant {

// All outlive the router.
struct AuthorizePorts {
    core::BeginSignIn& administrators;
    core::BeginApplicationSignIn& applications;
    const AnswerCarrier& carrier;
};
void add_authorize(adapters::http::Router& router, const AuthorizePorts& ports);

// The address that a client's answer goes to.
[[nodiscard]] std::string location_of(const core::ClientRedirect& redirect);

}  // namespace tilbage::tenant
