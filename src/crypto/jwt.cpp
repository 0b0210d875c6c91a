#include "crypto/jwt.h"

#include <array>
#include <boost/json/object.hpp>
#include <optional>

#include "base/encoding.h"
#include "crypto/jose_json.h"
#include "crypto/openssl_handles.h"

namespace tilbage::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kHalf = 32;  // r and s (RFC 7518 §3.4)
constexpr std::size_t kMaxTokenSize = 8U << 10;

struct Token {
    std::string_view signed_part;
    boost::json::object claims;
    base::Bytes signature;
};

auto not_a_token() { return fail(ErrorCode::untrusted, "not a valid token"); }

std::optional<Token> read(std::string_view token) {
    if (token.size() > kMaxTokenSize) return std::nullopt;
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
    const auto header = decode_json_part(token.substr(0, first));
    auto claims = decode_json_part(token.substr(first + 1, second - first - 1));
    auto signature = base::from_base64url(token.substr(second + 1));
    if (!header || !claims || !signature || signature->size() != 2 * kHalf) return std::nullopt;
    if (text_member(*header, "alg") != "ES256" || header->contains("crit")) return std::nullopt;
    return Token{token.substr(0, second), std::move(*claims), std::move(*signature)};
}

// OpenSSL speaks DER, JOSE the two numbers side by side.
std::optional<base::Bytes> to_der(const base::Bytes& raw) {
    EcdsaSigHandle signature(ECDSA_SIG_new());
    BignumHandle r(BN_bin2bn(raw.data(), kHalf, nullptr));
    BignumHandle s(BN_bin2bn(raw.data() + kHalf, kHalf, nullptr));
    if (ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return std::nullopt;
    r.release();  // the signature owns them now
    s.release();
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0) return std::nullopt;
    base::Bytes bytes(der, der + size);
    OPENSSL_free(der);
    return bytes;
}

std::optional<base::Bytes> from_der(const base::Bytes& der) {
    const auto* at = der.data();
    const EcdsaSigHandle signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!signature) return std::nullopt;
    base::Bytes raw(2 * kHalf);
    if (BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), kHalf) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + kHalf, kHalf) < 0) {
        return std::nullopt;
    }
    return raw;
}

std::optional<base::Bytes> ecdsa_sign(const EcKey& key, std::string_view text) {
    const MdCtxHandle context(EVP_MD_CTX_new());
    const auto data = base::as_bytes(text);
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, static_cast<EVP_PKEY*>(key.native())) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, data.data(), data.size()) != 1) {
        return std::nullopt;
    }
    base::Bytes der(size);
    if (EVP_DigestSign(context.get(), der.data(), &size, data.data(), data.size()) != 1) return std::nullopt;
    der.resize(size);
    return from_der(der);
}

bool ecdsa_verify(const EcKey& key, std::string_view text, const base::Bytes& raw) {
    const auto der = to_der(raw);
    const MdCtxHandle context(EVP_MD_CTX_new());
    const auto data = base::as_bytes(text);
    return der &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, static_cast<EVP_PKEY*>(key.native())) ==
               1 &&
           EVP_DigestVerify(context.get(), der->data(), der->size(), data.data(), data.size()) == 1;
}

}  // namespace

base::Result<std::string> sign_jwt(const EcKey& key, const JwtClaims& claims) {
    if (!key.is_private()) return fail(ErrorCode::invalid_argument, "a public key cannot sign");
    const boost::json::object header{{"alg", "ES256"}, {"typ", "JWT"}, {"kid", key.jwk().thumbprint()}};
    const boost::json::object body{{"iss", claims.issuer}, {"sub", claims.subject},   {"aud", claims.audience},
                                   {"jti", claims.id},     {"iat", claims.issued_at}, {"exp", claims.expires_at}};
    const auto text = encode_json_part(header) + "." + encode_json_part(body);
    const auto signature = ecdsa_sign(key, text);
    if (!signature) return fail(ErrorCode::internal, "signing failed");
    return text + "." + base::to_base64url(*signature);
}

base::Result<std::string> unverified_subject(std::string_view token) {
    const auto parsed = read(token);
    if (!parsed || text_member(parsed->claims, "sub").empty()) return not_a_token();
    return std::string(text_member(parsed->claims, "sub"));
}

base::Result<JwtClaims> verify_jwt(std::string_view token, const EcKey& key) {
    const auto parsed = read(token);
    if (!parsed || !ecdsa_verify(key, parsed->signed_part, parsed->signature)) return not_a_token();
    auto text = [&](std::string_view name) { return std::string(text_member(parsed->claims, name)); };
    const auto issued_at = number_member(parsed->claims, "iat");
    const auto expires_at = number_member(parsed->claims, "exp");
    JwtClaims claims{text("iss"), text("sub"), text("aud"), text("jti"), issued_at.value_or(0), expires_at.value_or(0)};
    if (claims.issuer.empty() || claims.subject.empty() || claims.audience.empty() || claims.id.empty() || !issued_at ||
        !expires_at) {
        return not_a_token();
    }
    return claims;
}

}  // namespace tilbage::crypto
