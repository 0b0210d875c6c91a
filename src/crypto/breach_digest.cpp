#include "crypto/breach_digest.h"

#include <array>
#include <cstdlib>
#include <openssl/provider.h>

#include "base/secret.h"
#include "crypto/openssl_handles.h"

namespace tilbage::crypto {
namespace {

std::uint64_t prefix_of(std::span<std::uint8_t> digest) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | digest[i];
    base::wipe(digest.data(), digest.size());
    return prefix;
}

std::uint64_t digest_prefix(std::span<const std::uint8_t> data, const EVP_MD* kind) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), digest.data(), &size, kind, nullptr) != 1) std::abort();
    return prefix_of(digest);
}

// In a library context of its own: nothing else in the process is to find the old algorithms.
class Legacy {
public:
    Legacy() : context_(OSSL_LIB_CTX_new()) {
        provider_ = OSSL_PROVIDER_load(context_, "legacy");
        if (provider_ != nullptr) md4_ = EVP_MD_fetch(context_, "MD4", nullptr);
    }
    ~Legacy() {
        EVP_MD_free(md4_);
        if (provider_ != nullptr) OSSL_PROVIDER_unload(provider_);
        OSSL_LIB_CTX_free(context_);
    }
    Legacy(const Legacy&) = delete;
    Legacy& operator=(const Legacy&) = delete;
    [[nodiscard]] const EVP_MD* md4() const { return md4_; }

private:
    OSSL_LIB_CTX* context_ = nullptr;
    OSSL_PROVIDER* provider_ = nullptr;
    EVP_MD* md4_ = nullptr;
};

}  // namespace

std::uint64_t sha1_prefix(std::span<const std::uint8_t> utf8) { return digest_prefix(utf8, EVP_sha1()); }

base::Result<std::uint64_t> nt_hash_prefix(std::span<const std::uint8_t> utf16le) {
    static const Legacy kLegacy;
    if (kLegacy.md4() == nullptr) {
        return base::fail(base::ErrorCode::unavailable,
                          "OpenSSL's legacy provider, which lists of NTLM hashes need, cannot be loaded");
    }
    return digest_prefix(utf16le, kLegacy.md4());
}

}  // namespace tilbage::crypto
