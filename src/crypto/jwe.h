// JSON Web Encryption, compact: ECDH-ES on P-256 with A256GCM and nothing else (RFC 7516, RFC 7518 §4.6 and §5.3).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "crypto/ec_key.h"

namespace tilbage::crypto {

// The protected header but for alg, enc, kid and epk: flat, text or whole numbers.
struct JweClaims {
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::int64_t, std::less<>> numbers;
    bool operator==(const JweClaims&) const = default;
};

struct OpenedJwe {
    std::string kid;
    JweClaims claims;
    base::SecretBytes plaintext;
};

[[nodiscard]] base::Result<std::string> seal_jwe(const EcKey& recipient, const JweClaims& claims,
                                                 const base::SecretBytes& plaintext);
// The kid, before anything is opened or believed.
[[nodiscard]] base::Result<std::string> kid_of_jwe(std::string_view compact);
// One error (untrusted) for whatever does not open; crit and zip are refused.
[[nodiscard]] base::Result<OpenedJwe> open_jwe(std::string_view compact, const EcKey& key);

}  // namespace tilbage::crypto
