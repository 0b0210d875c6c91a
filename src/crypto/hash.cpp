#include "crypto/hash.h"

#include <cstdlib>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/encoding.h"
#include "crypto/openssl_handles.h"

namespace tilbage::crypto {

Digest sha256(std::span<const std::uint8_t> data) {
    Digest digest{};
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) std::abort();
    return digest;
}

Digest sha256(std::string_view data) { return sha256(base::as_bytes(data)); }

struct Sha256::State {
    MdCtxHandle context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) std::abort();
}

Sha256::~Sha256() = default;

void Sha256::update(std::span<const std::uint8_t> data) {
    if (EVP_DigestUpdate(state_->context.get(), data.data(), data.size()) != 1) std::abort();
}

Digest Sha256::finish() {
    Digest digest{};
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) != 1) std::abort();
    return digest;
}

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
