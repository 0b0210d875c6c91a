// The authorization endpoint: at once by the browser's session, or through the sign-in page (docs/protocol.md §8).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "core/oauth/authorize_request.h"
#include "core/oauth/ports.h"

namespace tilbage::core {

struct BeginSignInCommand {
    std::string tenant;  // of the address: a tenant's domain or id
    Parameters parameters;
    std::string session;  // the browser's cookies, or ""
    std::string browser;
    std::string address_block;
};

// To the sign-in page, with a new value for the browser's cookie.
struct BegunFlow {
    std::string flow;
    std::string browser;
};

struct BeginSignInFault {
    PageError error = PageError::busy;
    std::string cause;  // busy: English, for the log
};

using BeginSignInOutcome = std::variant<ClientRedirect, BegunFlow, BeginSignInFault>;

class BeginSignIn {
public:
    explicit BeginSignIn(SignInPorts ports) : ports_(std::move(ports)) {}

    // Any thread. A session serves the portal alone: whoever listens on a loopback port can ask in the name of
    // tilbage-connect, so there a person signs in each time (RFC 8252 §8.6).
    [[nodiscard]] BeginSignInOutcome run(const BeginSignInCommand& command);

private:
    [[nodiscard]] base::Result<BeginSignInOutcome> begin(const Tenant& tenant, const AuthorizeRequest& request,
                                                         const BeginSignInCommand& command);
    SignInPorts ports_;
};

// What MSAL says for a tenant that it does not know: the only one of this address.
inline constexpr std::string_view kOrganizations = "organizations";
// By domain or id, or kOrganizations where there is one tenant.
[[nodiscard]] base::Result<std::optional<Tenant>> find_tenant_of_address(TenantStore& tenants,
                                                                         const std::string& address);
// Adds the flow under new values, and binds the browser's other flows to the new one too. Part of the caller's
// transaction.
[[nodiscard]] base::Result<BegunFlow> add_flow(const SignInPorts& ports, SignInFlow flow,
                                               const std::string& old_browser, base::TimePoint now);

}  // namespace tilbage::core
