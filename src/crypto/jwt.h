// Signed JSON Web Tokens, ES256 and nothing else (RFC 7519, RFC 7515, RFC 7518 §3.4).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/ec_key.h"

namespace tilbage::crypto {

struct JwtClaims {
    std::string issuer;           // iss
    std::string subject;          // sub
    std::string audience;         // aud, a single text
    std::string id;               // jti
    std::int64_t issued_at = 0;   // iat, seconds
    std::int64_t expires_at = 0;  // exp, seconds
    bool operator==(const JwtClaims&) const = default;
};

[[nodiscard]] base::Result<std::string> sign_jwt(const EcKey& key, const JwtClaims& claims);
// The subject that a token claims, to look its key up with; not verified.
[[nodiscard]] base::Result<std::string> unverified_subject(std::string_view token);
// Checks the signature and that all six claims stand there; the caller checks their values.
[[nodiscard]] base::Result<JwtClaims> verify_jwt(std::string_view token, const EcKey& key);

}  // namespace tilbage::crypto
