#include "crypto/secret_box.h"

#include <array>

#include "crypto/hash.h"
#include "crypto/openssl_handles.h"

namespace tilbage::crypto {
namespace {

constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

base::SecretBytes cipher_key(const base::SecretBytes& key, std::string_view purpose) {
    auto derived = hmac_sha256(key, purpose);
    auto secret = base::SecretBytes::copy_of(std::span<const std::uint8_t>(derived));
    base::wipe(derived.data(), derived.size());
    return secret;
}

}  // namespace

base::Result<base::Bytes> seal_secret(const base::SecretBytes& key, std::string_view purpose, std::string_view owner,
                                      const base::SecretBytes& secret, base::Random& random) {
    base::Bytes sealed(kNonceSize + secret.size() + kTagSize);
    random.fill(std::span(sealed).first(kNonceSize));
    const auto derived = cipher_key(key, purpose);
    const auto aad = base::as_bytes(owner);
    auto* const ciphertext = sealed.data() + kNonceSize;
    auto* const tag = ciphertext + secret.size();
    const CipherCtxHandle context(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool done =
        EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), derived.open().data(), sealed.data(), nullptr) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &size, aad.data(), static_cast<int>(aad.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), ciphertext, &size, secret.open().data(), static_cast<int>(secret.size())) ==
            1 &&
        EVP_EncryptFinal_ex(context.get(), ciphertext + size, &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(kTagSize), tag) == 1;
    if (!done) return base::fail(base::ErrorCode::internal, "AES-256-GCM failed");
    return sealed;
}

base::Result<base::SecretBytes> open_secret(const base::SecretBytes& key, std::string_view purpose,
                                            std::string_view owner, const base::Bytes& sealed) {
    const auto does_not_open = [] {
        return base::fail(base::ErrorCode::untrusted, "a stored secret does not open; is the key file the right one?");
    };
    if (sealed.size() < kNonceSize + kTagSize) return does_not_open();
    base::SecretBytes secret(sealed.size() - kNonceSize - kTagSize);
    const auto derived = cipher_key(key, purpose);
    const auto aad = base::as_bytes(owner);
    const auto* const ciphertext = sealed.data() + kNonceSize;
    std::array<std::uint8_t, kTagSize> tag{};
    std::copy(sealed.end() - kTagSize, sealed.end(), tag.begin());
    const CipherCtxHandle context(EVP_CIPHER_CTX_new());
    int size = 0;
    int last = 0;
    const bool opened =
        EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), derived.open().data(), sealed.data(), nullptr) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &last, aad.data(), static_cast<int>(aad.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), secret.open_mutable().data(), &size, ciphertext,
                          static_cast<int>(secret.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), secret.open_mutable().data() + size, &last) == 1;
    if (!opened) return does_not_open();
    return secret;
}

}  // namespace tilbage::crypto
