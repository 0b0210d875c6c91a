// Keys on P-256: agents' sealing keys (ECDH) and signing keys (ES256).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace tilbage::crypto {

// The public half as a JSON Web Key (RFC 7517, RFC 7518 §6.2.1): coordinates in Base64url, 32 bytes each.
struct Jwk {
    std::string x;
    std::string y;
    // RFC 7638, SHA-256, Base64url: the kid of every key of ours.
    [[nodiscard]] std::string thumbprint() const;
    bool operator==(const Jwk&) const = default;
};

// Immutable and cheap to copy; any thread. Private when made by generate() or from_pem(), public when by from_jwk().
class EcKey {
public:
    [[nodiscard]] static base::Result<EcKey> generate();
    [[nodiscard]] static base::Result<EcKey> from_pem(const base::SecretBytes& pem);
    // Checks that the point is on the curve (invalid-curve attacks).
    [[nodiscard]] static base::Result<EcKey> from_jwk(const Jwk& jwk);

    [[nodiscard]] const Jwk& jwk() const noexcept { return jwk_; }
    [[nodiscard]] bool is_private() const noexcept { return private_; }
    // PKCS#8. Fails for a public key.
    [[nodiscard]] base::Result<base::SecretBytes> to_pem() const;

    // OpenSSL's EVP_PKEY, for this folder.
    [[nodiscard]] void* native() const noexcept { return key_.get(); }

private:
    EcKey(std::shared_ptr<void> key, bool is_private);
    std::shared_ptr<void> key_;
    Jwk jwk_;
    bool private_ = false;
};

}  // namespace tilbage::crypto
