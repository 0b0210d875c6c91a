// The authorization endpoint for applications: what they ask for is judged and kept while the person is at the account
// page, which goes on from there (complete_application_sign_in.h).
#pragma once

#include <string>
#include <variant>

#include "core/oauth/begin_sign_in.h"
#include "core/oidc/application_request.h"
#include "core/oidc/ports.h"

namespace tilbage::core {

// To the account page.
struct BegunApplicationSignIn {
    std::string flow;     // 256 random bits; the store has only their digest
    std::string browser;  // the cookie's value
    std::string tenant;   // its domain
};

using BeginApplicationSignInOutcome = std::variant<AuthorizationAnswer, BegunApplicationSignIn, BeginSignInFault>;

class BeginApplicationSignIn {
public:
    explicit BeginApplicationSignIn(ApplicationPorts ports) : ports_(std::move(ports)) {}
    // Any thread. `command.session` is not looked at: the cookie of a person's session does not come along from another
    // site, the page asks for it.
    [[nodiscard]] BeginApplicationSignInOutcome run(const BeginSignInCommand& command);

private:
    ApplicationPorts ports_;
};

// What binds a flow to the browser: what it has already, so that two tabs do not disturb each other, else a new one.
[[nodiscard]] std::string browser_value(const std::string& brought, base::Random& random);

}  // namespace tilbage::core
