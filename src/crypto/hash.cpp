#include "crypto/hash.h"

#include <cstdlib>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/encoding.h"

namespace tilbage::crypto {

Digest sha256(std::span<const std::uint8_t> data) {
    Digest digest{};
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) std::abort();
    return digest;
}

Digest sha256(std::string_view data) { return sha256(base::as_bytes(data)); }

Digest hmac_sha256(const base::SecretBytes& key, std::string_view data) {
    Digest digest{};
    unsigned int size = 0;
    const auto bytes = base::as_bytes(data);
    if (HMAC(EVP_sha256(), key.open().data(), static_cast<int>(key.size()), bytes.data(), bytes.size(), digest.data(),
             &size) == nullptr) {
        std::abort();
    }
    return digest;
}

}  // namespace tilbage::crypto
