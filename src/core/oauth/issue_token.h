// The token endpoint for administrators' programs: authorization codes (RFC 6749 §4.1.3) and device codes (RFC 8628
// §3.4), exchanged for opaque access tokens.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "core/oauth/ports.h"

namespace tilbage::core {

struct IssuedToken {
    std::string token;  // 256 random bits; the store has only its digest
    std::chrono::seconds expires_in{0};
    std::string scope;
};

// RFC 6749 §5.2, RFC 8628 §3.5.
enum class TokenRefusalCode {
    invalid_client,
    invalid_grant,
    authorization_pending,
    slow_down,
    access_denied,
    expired_token,
    busy,
};
[[nodiscard]] std::string_view to_string(TokenRefusalCode code);

struct TokenRefusal {
    TokenRefusalCode code = TokenRefusalCode::busy;
    std::string cause;  // English, for the log alone
};

using TokenAnswer = tl::expected<IssuedToken, TokenRefusal>;

struct ExchangeCodeCommand {
    std::string tenant;  // of the address
    std::string client_id;
    std::string code;
    std::string redirect_uri;
    std::string code_verifier;
};

struct ExchangeDeviceCodeCommand {
    std::string tenant;
    std::string client_id;
    std::string device_code;
};

// Any thread.
class IssueToken {
public:
    explicit IssueToken(SignInPorts ports) : ports_(std::move(ports)) {}

    // Whatever is wrong, the code has served; a second use revokes what the first one gave (RFC 6749 §4.1.2).
    [[nodiscard]] TokenAnswer by_code(const ExchangeCodeCommand& command);
    [[nodiscard]] TokenAnswer by_device_code(const ExchangeDeviceCodeCommand& command);

private:
    [[nodiscard]] TokenAnswer use_code(const ExchangeCodeCommand& command);
    [[nodiscard]] TokenAnswer poll(const ExchangeDeviceCodeCommand& command);
    [[nodiscard]] TokenAnswer give(AdministratorToken token, const std::string& scope, base::TimePoint now);
    SignInPorts ports_;
};

}  // namespace tilbage::core
