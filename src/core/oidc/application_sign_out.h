// Signing out at an application's wish (OpenID Connect RP-Initiated Logout 1.0): judged and kept, then carried out by
// the account page, which asks the person unless the application has shown whom it means.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/account/account_session.h"
#include "core/oauth/begin_sign_in.h"
#include "core/oidc/application_request.h"
#include "core/oidc/signing_keys.h"
#include "crypto/id_token.h"

namespace tilbage::core {

// To the account page.
struct BegunApplicationSignOut {
    std::string flow;     // 256 random bits; the store has only their digest
    std::string browser;  // the cookie's value
    std::string tenant;   // its domain
};

using BeginSignOutOutcome = std::variant<BegunApplicationSignOut, BeginSignInFault>;

class BeginApplicationSignOut {
public:
    BeginApplicationSignOut(ApplicationPorts ports, SigningKeys& keys) : ports_(std::move(ports)), keys_(keys) {}
    // Any thread. An id_token_hint that is none of ours is none; an address that is not the application's is told on a
    // page (redirect_wrong).
    [[nodiscard]] BeginSignOutOutcome run(const BeginSignInCommand& command);

private:
    [[nodiscard]] base::Result<std::optional<crypto::IdTokenHint>> read_hint(const Tenant& tenant,
                                                                             const std::string& text);
    ApplicationPorts ports_;
    SigningKeys& keys_;
};

struct SignOutCommand {
    std::string flow;     // of the page's address
    std::string browser;  // the cookies' values, or ""
    std::string session;
};

struct SignOutWish {
    std::string application_name;  // empty: none has said so
    bool asks = false;             // the person must say yes first
};

class CompleteApplicationSignOut {
public:
    explicit CompleteApplicationSignOut(ApplicationPorts ports) : ports_(std::move(ports)) {}
    // Refusals: request_expired (or another browser's), busy.
    [[nodiscard]] Answer<SignOutWish> describe(const SignOutCommand& command);
    // Ends the browser's session; where to go then, or "". Refusals: as above.
    [[nodiscard]] Answer<AuthorizationAnswer> run(const SignOutCommand& command);

private:
    [[nodiscard]] Answer<ApplicationSignOut> find(const SignOutCommand& command);
    ApplicationPorts ports_;
};

}  // namespace tilbage::core
