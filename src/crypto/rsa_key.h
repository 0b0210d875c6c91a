// RSA keys that sign what other programs verify (RS256, RFC 7518 §3.3).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/result.h"
#include "base/secret.h"

namespace tilbage::crypto {

// The public half as a JSON Web Key has it (RFC 7518 §6.3.1): big endian, Base64url.
struct RsaPublicKey {
    std::string n;
    std::string e;
    // RFC 7638, SHA-256, Base64url.
    [[nodiscard]] std::string thumbprint() const;
    bool operator==(const RsaPublicKey&) const = default;
};

// A private key. Immutable and cheap to copy; any thread.
class RsaKey {
public:
    // 3,072 bits (NIST SP 800-57: 128 bits of security). Takes some tenths of a second.
    [[nodiscard]] static base::Result<RsaKey> generate();
    [[nodiscard]] static base::Result<RsaKey> from_pem(const base::SecretBytes& pem);

    [[nodiscard]] const RsaPublicKey& public_key() const noexcept { return public_; }
    // PKCS#8.
    [[nodiscard]] base::Result<base::SecretBytes> to_pem() const;
    // RSASSA-PKCS1-v1_5 with SHA-256.
    [[nodiscard]] base::Result<base::Bytes> sign(std::string_view text) const;

private:
    explicit RsaKey(std::shared_ptr<void> key);
    std::shared_ptr<void> key_;
    RsaPublicKey public_;
};

[[nodiscard]] bool verifies(const RsaPublicKey& key, std::string_view text, const base::Bytes& signature);

}  // namespace tilbage::crypto
