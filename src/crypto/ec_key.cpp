#include "crypto/ec_key.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <utility>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/openssl_handles.h"

namespace tilbage::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kCoordinateSize = 32;

EVP_PKEY* pkey(void* key) { return static_cast<EVP_PKEY*>(key); }

bool is_p256(EVP_PKEY* key) {
    std::array<char, 32> group{};
    std::size_t length = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1 &&
           std::string_view(group.data(), length) == "prime256v1";
}

Jwk public_jwk(EVP_PKEY* key) {
    auto coordinate = [&](const char* name) {
        BIGNUM* raw = nullptr;
        EVP_PKEY_get_bn_param(key, name, &raw);
        BignumHandle number(raw);
        std::array<std::uint8_t, kCoordinateSize> bytes{};
        if (number) BN_bn2binpad(number.get(), bytes.data(), static_cast<int>(bytes.size()));
        return base::to_base64url(bytes);
    };
    return {coordinate(OSSL_PKEY_PARAM_EC_PUB_X), coordinate(OSSL_PKEY_PARAM_EC_PUB_Y)};
}

}  // namespace

std::string Jwk::thumbprint() const {
    // RFC 7638 §3.2: the required members in lexicographic order. Base64url needs no escaping.
    return base::to_base64url(sha256(R"({"crv":"P-256","kty":"EC","x":")" + x + R"(","y":")" + y + R"("})"));
}

EcKey::EcKey(std::shared_ptr<void> key, bool is_private)
    : key_(std::move(key)), jwk_(public_jwk(pkey(key_.get()))), private_(is_private) {}

base::Result<EcKey> EcKey::generate() {
    auto* raw = EVP_EC_gen("P-256");
    if (raw == nullptr) return fail(ErrorCode::internal, "cannot generate a P-256 key");
    return EcKey(std::shared_ptr<void>(raw, [](void* key) { EVP_PKEY_free(pkey(key)); }), true);
}

base::Result<EcKey> EcKey::from_pem(const base::SecretBytes& pem) {
    const BioHandle bio(BIO_new_mem_buf(pem.open().data(), static_cast<int>(pem.size())));
    auto* raw = PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr);
    if (raw == nullptr) return fail(ErrorCode::corrupt, "not a private key in PEM");
    std::shared_ptr<void> key(raw, [](void* object) { EVP_PKEY_free(pkey(object)); });
    if (!is_p256(raw)) return fail(ErrorCode::corrupt, "not a P-256 key");
    return EcKey(std::move(key), true);
}

base::Result<EcKey> EcKey::from_jwk(const Jwk& jwk) {
    const auto x = base::from_base64url(jwk.x);
    const auto y = base::from_base64url(jwk.y);
    if (!x || !y || x->size() != kCoordinateSize || y->size() != kCoordinateSize) {
        return fail(ErrorCode::invalid_argument, "not the coordinates of a P-256 key");
    }
    base::Bytes point{4};  // uncompressed (SEC 1 §2.3.3)
    point.insert(point.end(), x->begin(), x->end());
    point.insert(point.end(), y->begin(), y->end());
    std::array<char, 6> group{"P-256"};
    std::array<OSSL_PARAM, 3> params = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end()};
    const PkeyCtxHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* raw = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, params.data()) != 1) {
        return fail(ErrorCode::invalid_argument, "not a point on P-256");
    }
    std::shared_ptr<void> key(raw, [](void* object) { EVP_PKEY_free(pkey(object)); });
    const PkeyCtxHandle check(EVP_PKEY_CTX_new_from_pkey(nullptr, raw, nullptr));
    if (EVP_PKEY_public_check(check.get()) != 1) return fail(ErrorCode::invalid_argument, "not a point on P-256");
    return EcKey(std::move(key), false);
}

base::Result<base::SecretBytes> EcKey::to_pem() const {
    if (!private_) return fail(ErrorCode::invalid_argument, "not a private key");
    const BioHandle bio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), pkey(key_.get()), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return fail(ErrorCode::internal, "cannot write the key");
    }
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return base::SecretBytes::copy_of(std::string_view(data, static_cast<std::size_t>(size)));
}

}  // namespace tilbage::crypto
