#include "crypto/rsa_key.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <utility>

#include "crypto/hash.h"
#include "crypto/openssl_handles.h"

namespace tilbage::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int kBits = 3072;

using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;

EVP_PKEY* pkey(void* key) { return static_cast<EVP_PKEY*>(key); }

std::shared_ptr<void> owned(EVP_PKEY* key) {
    return {key, [](void* object) { EVP_PKEY_free(pkey(object)); }};
}

std::string number_of(EVP_PKEY* key, const char* name) {
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key, name, &raw);
    const BignumHandle number(raw);
    if (!number) return {};
    base::Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    return base::to_base64url(bytes);
}

BignumHandle read_number(const std::string& text) {
    const auto bytes = base::from_base64url(text);
    if (!bytes || bytes->empty()) return nullptr;
    return BignumHandle(BN_bin2bn(bytes->data(), static_cast<int>(bytes->size()), nullptr));
}

PkeyHandle read_public(const RsaPublicKey& key) {
    const auto n = read_number(key.n);
    const auto e = read_number(key.e);
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
        return nullptr;
    }
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    const PkeyCtxHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* raw = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
        return nullptr;
    }
    return PkeyHandle(raw);
}

}  // namespace

std::string RsaPublicKey::thumbprint() const {
    // RFC 7638 §3.2: the required members in lexicographic order. Base64url needs no escaping.
    return base::to_base64url(sha256(R"({"e":")" + e + R"(","kty":"RSA","n":")" + n + R"("})"));
}

RsaKey::RsaKey(std::shared_ptr<void> key)
    : key_(std::move(key)),
      public_{number_of(pkey(key_.get()), OSSL_PKEY_PARAM_RSA_N), number_of(pkey(key_.get()), OSSL_PKEY_PARAM_RSA_E)} {}

base::Result<RsaKey> RsaKey::generate() {
    auto* raw = EVP_RSA_gen(kBits);
    if (raw == nullptr) return fail(ErrorCode::internal, "cannot generate an RSA key");
    return RsaKey(owned(raw));
}

base::Result<RsaKey> RsaKey::from_pem(const base::SecretBytes& pem) {
    const BioHandle bio(BIO_new_mem_buf(pem.open().data(), static_cast<int>(pem.size())));
    auto* raw = PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr);
    if (raw == nullptr) return fail(ErrorCode::corrupt, "not a private key in PEM");
    auto key = owned(raw);
    if (EVP_PKEY_is_a(raw, "RSA") != 1) return fail(ErrorCode::corrupt, "not an RSA key");
    return RsaKey(std::move(key));
}

base::Result<base::SecretBytes> RsaKey::to_pem() const {
    const BioHandle bio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), pkey(key_.get()), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return fail(ErrorCode::internal, "cannot write the key");
    }
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return base::SecretBytes::copy_of(std::string_view(data, static_cast<std::size_t>(size)));
}

base::Result<base::Bytes> RsaKey::sign(std::string_view text) const {
    const MdCtxHandle context(EVP_MD_CTX_new());
    const auto data = base::as_bytes(text);
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pkey(key_.get())) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, data.data(), data.size()) != 1) {
        return fail(ErrorCode::internal, "signing failed");
    }
    base::Bytes signature(size);
    if (EVP_DigestSign(context.get(), signature.data(), &size, data.data(), data.size()) != 1) {
        return fail(ErrorCode::internal, "signing failed");
    }
    signature.resize(size);
    return signature;
}

bool verifies(const RsaPublicKey& key, std::string_view text, const base::Bytes& signature) {
    const auto handle = read_public(key);
    const MdCtxHandle context(EVP_MD_CTX_new());
    const auto data = base::as_bytes(text);
    return handle && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, handle.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), data.data(), data.size()) == 1;
}

}  // namespace tilbage::crypto
