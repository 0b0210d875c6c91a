#include "crypto/jwe.h"

#include <array>
#include <boost/json/object.hpp>
#include <utility>

#include "base/encoding.h"
#include "crypto/concat_kdf.h"
#include "crypto/jose_json.h"
#include "crypto/openssl_handles.h"
#include "crypto/system_random.h"

namespace tilbage::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kIvSize = 12;   // RFC 7518 §5.3
constexpr std::size_t kTagSize = 16;  // RFC 7518 §5.3
constexpr int kContentKeyBits = 256;
constexpr std::string_view kAlgorithm = "ECDH-ES";
constexpr std::string_view kEncryption = "A256GCM";
constexpr std::size_t kMaxCompactSize = 16U << 10;

auto does_not_open() { return fail(ErrorCode::untrusted, "the sealed message does not open"); }

base::Result<base::SecretBytes> agree(const EcKey& own, const EcKey& peer) {
    const PkeyCtxHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, static_cast<EVP_PKEY*>(own.native()), nullptr));
    base::SecretBytes shared(32);
    std::size_t size = shared.size();
    if (EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), static_cast<EVP_PKEY*>(peer.native())) != 1 ||
        EVP_PKEY_derive(context.get(), shared.open_mutable().data(), &size) != 1 || size != shared.size()) {
        return fail(ErrorCode::internal, "key agreement failed");
    }
    return concat_kdf(shared, kEncryption, "", "", kContentKeyBits);
}

struct Parts {
    std::array<std::string_view, 5> part;  // RFC 7516 §7.1: header, encrypted key, iv, ciphertext, tag
};

std::optional<Parts> split(std::string_view compact) {
    if (compact.size() > kMaxCompactSize) return std::nullopt;
    Parts parts;
    for (std::size_t i = 0; i < parts.part.size(); ++i) {
        const auto dot = compact.find('.');
        if ((dot == std::string_view::npos) != (i + 1 == parts.part.size())) return std::nullopt;
        parts.part[i] = compact.substr(0, dot);
        if (dot != std::string_view::npos) compact.remove_prefix(dot + 1);
    }
    return parts;
}

struct Header {
    std::string kid;
    Jwk ephemeral;
    JweClaims claims;
};

std::optional<Header> read_header(std::string_view part) {
    auto object = decode_json_part(part);
    if (!object || text_member(*object, "alg") != kAlgorithm || text_member(*object, "enc") != kEncryption)
        return std::nullopt;
    const auto* epk = object->if_contains("epk");
    if (epk == nullptr || !epk->is_object() || text_member(epk->get_object(), "kty") != "EC" ||
        text_member(epk->get_object(), "crv") != "P-256") {
        return std::nullopt;
    }
    Header header;
    header.kid = text_member(*object, "kid");
    header.ephemeral = {std::string(text_member(epk->get_object(), "x")),
                        std::string(text_member(epk->get_object(), "y"))};
    for (const auto& [name, value] : *object) {
        // What would change how the message is read is refused, not ignored (RFC 7516 §4.1.13, RFC 7518 §4.6.1).
        if (name == "crit" || name == "zip" || name == "apu" || name == "apv") return std::nullopt;
        if (name == "alg" || name == "enc" || name == "kid" || name == "epk") continue;
        if (value.is_string()) {
            header.claims.texts.emplace(name, value.get_string());
        } else if (value.is_int64()) {
            header.claims.numbers.emplace(name, value.get_int64());
        } else {
            return std::nullopt;
        }
    }
    return header;
}

std::optional<base::SecretBytes> decrypt(const base::SecretBytes& key, const Parts& parts) {
    const auto iv = base::from_base64url(parts.part[2]);
    const auto ciphertext = base::from_base64url(parts.part[3]);
    auto tag = base::from_base64url(parts.part[4]);
    if (!iv || !ciphertext || !tag || iv->size() != kIvSize || tag->size() != kTagSize) return std::nullopt;
    const CipherCtxHandle context(EVP_CIPHER_CTX_new());
    base::SecretBytes plaintext(ciphertext->size());
    const auto aad = base::as_bytes(parts.part[0]);
    int size = 0;
    int last = 0;
    const bool opened =
        EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), key.open().data(), iv->data(), nullptr) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &last, aad.data(), static_cast<int>(aad.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), plaintext.open_mutable().data(), &size, ciphertext->data(),
                          static_cast<int>(ciphertext->size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag->size()), tag->data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), plaintext.open_mutable().data() + size, &last) == 1;
    if (!opened) return std::nullopt;
    return plaintext;
}

base::Result<std::string> encrypt(const base::SecretBytes& key, std::string_view header,
                                  const base::SecretBytes& plaintext) {
    std::array<std::uint8_t, kIvSize> iv{};
    SystemRandom().fill(iv);
    base::Bytes ciphertext(plaintext.size());
    std::array<std::uint8_t, kTagSize> tag{};
    const CipherCtxHandle context(EVP_CIPHER_CTX_new());
    const auto aad = base::as_bytes(header);
    int size = 0;
    const bool sealed =
        EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), key.open().data(), iv.data(), nullptr) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &size, aad.data(), static_cast<int>(aad.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), ciphertext.data(), &size, plaintext.open().data(),
                          static_cast<int>(plaintext.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), ciphertext.data() + size, &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag.size()), tag.data()) == 1;
    if (!sealed) return fail(ErrorCode::internal, "AES-256-GCM failed");
    return std::string(header) + ".." + base::to_base64url(iv) + "." + base::to_base64url(ciphertext) + "." +
           base::to_base64url(tag);
}

}  // namespace

base::Result<std::string> seal_jwe(const EcKey& recipient, const JweClaims& claims,
                                   const base::SecretBytes& plaintext) {
    auto ephemeral = EcKey::generate();
    if (!ephemeral) return fail(ephemeral.error());
    boost::json::object header{{"alg", kAlgorithm}, {"enc", kEncryption}, {"kid", recipient.jwk().thumbprint()}};
    header["epk"] =
        boost::json::object{{"kty", "EC"}, {"crv", "P-256"}, {"x", ephemeral->jwk().x}, {"y", ephemeral->jwk().y}};
    for (const auto& [name, text] : claims.texts) header[name] = text;
    for (const auto& [name, number] : claims.numbers) header[name] = number;
    const auto key = agree(*ephemeral, recipient);
    if (!key) return fail(key.error());
    return encrypt(*key, encode_json_part(header), plaintext);
}

base::Result<std::string> kid_of_jwe(std::string_view compact) {
    const auto parts = split(compact);
    const auto header = parts ? read_header(parts->part[0]) : std::nullopt;
    if (!header) return fail(ErrorCode::invalid_argument, "not a sealed message of ours");
    return header->kid;
}

base::Result<OpenedJwe> open_jwe(std::string_view compact, const EcKey& key) {
    const auto parts = split(compact);
    if (!parts || !parts->part[1].empty()) return does_not_open();
    auto header = read_header(parts->part[0]);
    if (!header) return does_not_open();
    const auto ephemeral = EcKey::from_jwk(header->ephemeral);
    if (!ephemeral) return does_not_open();
    const auto content_key = agree(key, *ephemeral);
    if (!content_key) return does_not_open();
    auto plaintext = decrypt(*content_key, *parts);
    if (!plaintext) return does_not_open();
    return OpenedJwe{std::move(header->kid), std::move(header->claims), std::move(*plaintext)};
}

}  // namespace tilbage::crypto
