// The token endpoint for applications: codes (OpenID Connect Core 1.0 §3.1.3) and refresh tokens (§12, RFC 9700 §4.14)
// for ID tokens, access tokens and refresh tokens.
#pragma once

#include <chrono>
#include <string>

#include "core/oidc/authenticate_application.h"
#include "core/oidc/signing_keys.h"
#include "crypto/id_token.h"

namespace tilbage::core {

struct ApplicationTokenSet {
    std::string access_token;  // opaque, for the userinfo endpoint
    std::string id_token;
    std::string refresh_token;  // empty: offline_access was not asked for
    std::chrono::seconds expires_in{0};
    std::string scope;
};

struct UseCodeCommand {
    ApplicationCredentials client;
    std::string code;
    std::string redirect_uri;
    std::string code_verifier;  // empty: none came along
};

struct RefreshCommand {
    ApplicationCredentials client;
    std::string refresh_token;
    std::string scope;  // empty: as before
};

// Any thread.
class ApplicationTokens {
public:
    ApplicationTokens(ApplicationPorts ports, SigningKeys& keys) : ports_(std::move(ports)), keys_(keys) {}

    // Whatever is wrong, the code has served; a second use ends what the first one gave (RFC 6749 §4.1.2).
    [[nodiscard]] ApplicationResult<ApplicationTokenSet> by_code(const UseCodeCommand& command);
    // A refresh token serves once; a second use ends all that came of the sign-in.
    [[nodiscard]] ApplicationResult<ApplicationTokenSet> by_refresh_token(const RefreshCommand& command);

private:
    // What is signed once the transaction is over.
    struct Prepared {
        ApplicationTokenSet tokens;
        crypto::IdTokenClaims claims;
        TenantId tenant;
    };
    [[nodiscard]] ApplicationResult<ApplicationTokenSet> sign(ApplicationResult<Prepared> prepared);
    [[nodiscard]] ApplicationResult<PresentedToken> take(const std::string& token, GrantTokenKind kind,
                                                         const Application& application);
    [[nodiscard]] ApplicationResult<Prepared> use_code(const UseCodeCommand& command, const Application& application);
    [[nodiscard]] ApplicationResult<Prepared> refresh(const RefreshCommand& command, const Application& application);
    [[nodiscard]] ApplicationResult<Prepared> give(const ApplicationGrant& grant, const std::string& nonce);
    [[nodiscard]] ApplicationResult<std::string> new_token(const ApplicationGrant& grant, GrantTokenKind kind,
                                                           std::chrono::seconds lifetime);

    ApplicationPorts ports_;
    SigningKeys& keys_;
};

}  // namespace tilbage::core
