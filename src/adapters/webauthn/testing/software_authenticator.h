// An authenticator and a browser in software: what they answer is right, or wrong in what a test has spoilt.
#pragma once

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::adapters::webauthn::testing_support {

using base::Bytes;

inline const std::string kHost = "reset.example.org";
inline const std::string kOrigin = "https://reset.example.org:8443";
inline constexpr std::uint8_t kPresent = 0x01;
inline constexpr std::uint8_t kVerified = 0x04;
inline constexpr std::uint8_t kBackupEligible = 0x08;
inline constexpr std::uint8_t kBackedUp = 0x10;
inline constexpr std::uint8_t kAttested = 0x40;
inline constexpr std::uint8_t kExtensions = 0x80;

inline void append(Bytes& to, const Bytes& more) { to.insert(to.end(), more.begin(), more.end()); }
inline Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts) append(all, part);
    return all;
}

// The head of a CBOR item (RFC 8949 §3), and items.
inline Bytes head(unsigned major, std::uint64_t argument) {
    const auto first = static_cast<std::uint8_t>(major << 5);
    if (argument < 24) return {static_cast<std::uint8_t>(first | argument)};
    if (argument < 0x100) return {static_cast<std::uint8_t>(first | 24), static_cast<std::uint8_t>(argument)};
    return {static_cast<std::uint8_t>(first | 25), static_cast<std::uint8_t>(argument >> 8),
            static_cast<std::uint8_t>(argument)};
}
inline Bytes number(int value) {
    return value >= 0 ? head(0, static_cast<std::uint64_t>(value)) : head(1, static_cast<std::uint64_t>(-1 - value));
}
inline Bytes byte_string(const Bytes& bytes) { return joined({head(2, bytes.size()), bytes}); }
inline Bytes text(const std::string& value) { return joined({head(3, value.size()), {value.begin(), value.end()}}); }

enum class Algorithm { es256 = -7, eddsa = -8, rs256 = -257 };

class Key {
public:
    explicit Key(Algorithm algorithm)
        : algorithm_(algorithm), key_(make(algorithm), [](EVP_PKEY* key) { EVP_PKEY_free(key); }) {}

    // COSE_Key.
    [[nodiscard]] Bytes cose() const {
        const auto alg = joined({number(3), number(static_cast<int>(algorithm_))});
        if (algorithm_ == Algorithm::rs256) {
            return joined({head(5, 4), number(1), number(3), alg, number(-1), byte_string(big("n")), number(-2),
                           byte_string(big("e"))});
        }
        if (algorithm_ == Algorithm::eddsa) {
            Bytes x(32);
            std::size_t size = x.size();
            EVP_PKEY_get_raw_public_key(key_.get(), x.data(), &size);
            return joined({head(5, 4), number(1), number(1), alg, number(-1), number(6), number(-2), byte_string(x)});
        }
        return ec_cose(big(OSSL_PKEY_PARAM_EC_PUB_X), big(OSSL_PKEY_PARAM_EC_PUB_Y));
    }
    static Bytes ec_cose(const Bytes& x, const Bytes& y) {
        return joined({head(5, 5), number(1), number(2), number(3), number(-7), number(-1), number(1), number(-2),
                       byte_string(x), number(-3), byte_string(y)});
    }
    [[nodiscard]] Bytes sign(const Bytes& data) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        const auto* digest = algorithm_ == Algorithm::eddsa ? nullptr : EVP_sha256();
        EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get());
        std::size_t size = 0;
        EVP_DigestSign(context.get(), nullptr, &size, data.data(), data.size());
        Bytes signature(size);
        EVP_DigestSign(context.get(), signature.data(), &size, data.data(), data.size());
        signature.resize(size);
        return signature;
    }
    [[nodiscard]] Algorithm algorithm() const { return algorithm_; }

private:
    static EVP_PKEY* make(Algorithm algorithm) {
        if (algorithm == Algorithm::rs256) return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
        if (algorithm == Algorithm::eddsa) return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    }
    [[nodiscard]] Bytes big(const char* name) const {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), name, &value);
        const bool coordinate = algorithm_ == Algorithm::es256;
        Bytes bytes(static_cast<std::size_t>(coordinate ? 32 : BN_num_bytes(value)));
        BN_bn2binpad(value, bytes.data(), static_cast<int>(bytes.size()));
        BN_free(value);
        return bytes;
    }
    Algorithm algorithm_;
    std::shared_ptr<EVP_PKEY> key_;
};

inline Bytes hash_of(const Bytes& bytes) {
    const auto digest = crypto::sha256(bytes);
    return {digest.begin(), digest.end()};
}

// One ceremony: change a member before it is rendered, and that is what is wrong.
struct Ceremony {
    std::string type;
    Bytes challenge = Bytes(32, 0x5a);
    std::string origin = kOrigin;
    boost::json::object more_client_data = {};
    std::string host = kHost;
    std::uint8_t flags = kPresent | kVerified;
    std::uint32_t count = 0;
    Bytes tail = {};                  // after the authenticator data
    Bytes id = Bytes(32, 0x77);       // as the authenticator has it
    std::optional<Bytes> named = {};  // as the browser names it, where that is another
    boost::json::object more_response = {};

    [[nodiscard]] Bytes client_data() const {
        boost::json::object object{
            {"type", type}, {"challenge", base::to_base64url(challenge)}, {"origin", origin}, {"crossOrigin", false}};
        for (const auto& [name, value] : more_client_data) object[name] = value;
        const auto text = boost::json::serialize(object);
        return {text.begin(), text.end()};
    }
    [[nodiscard]] Bytes data_head() const {
        auto data = hash_of(Bytes(host.begin(), host.end()));
        data.push_back(flags);
        for (const int shift : {24, 16, 8, 0}) data.push_back(static_cast<std::uint8_t>(count >> shift));
        return data;
    }
    [[nodiscard]] std::string answer(boost::json::object response) const {
        for (const auto& [name, value] : more_response) response[name] = value;
        const auto shown = base::to_base64url(named.value_or(id));
        return boost::json::serialize(boost::json::object{{"id", shown},
                                                          {"rawId", shown},
                                                          {"type", "public-key"},
                                                          {"response", std::move(response)},
                                                          {"clientExtensionResults", boost::json::object()}});
    }
};

struct Making : Ceremony {
    explicit Making(const Key& made_of) : key(made_of), cose(made_of.cose()) {
        type = "webauthn.create";
        flags |= kAttested;
    }
    const Key& key;
    Bytes cose;
    std::string format = "none";
    Bytes statement = {0xa0};
    Bytes after = {};  // the attestation object

    [[nodiscard]] Bytes data() const {
        const Bytes length{static_cast<std::uint8_t>(id.size() >> 8), static_cast<std::uint8_t>(id.size())};
        return joined({data_head(), Bytes(16), length, id, cose, tail});
    }
    // §8.2: by the new key itself.
    void attest_by_itself() {
        format = "packed";
        statement = joined({head(5, 2), text("alg"), number(static_cast<int>(key.algorithm())), text("sig"),
                            byte_string(key.sign(joined({data(), hash_of(client_data())})))});
    }
    [[nodiscard]] Bytes object() const {
        return joined({head(5, 3), text("fmt"), text(format), text("attStmt"), statement, text("authData"),
                       byte_string(data()), after});
    }
    [[nodiscard]] std::string json() const { return json(object()); }
    [[nodiscard]] std::string json(const Bytes& attestation) const {
        return answer({{"clientDataJSON", base::to_base64url(client_data())},
                       {"attestationObject", base::to_base64url(attestation)}});
    }
};

struct Asserting : Ceremony {
    explicit Asserting(const Key& signs_with) : key(signs_with) { type = "webauthn.get"; }
    const Key& key;
    std::optional<Bytes> user_handle = {};
    bool spoil_signature = false;

    [[nodiscard]] Bytes data() const { return joined({data_head(), tail}); }
    [[nodiscard]] std::string json() const {
        auto signature = key.sign(joined({data(), hash_of(client_data())}));
        if (spoil_signature) signature.back() ^= 1;
        boost::json::object response{{"clientDataJSON", base::to_base64url(client_data())},
                                     {"authenticatorData", base::to_base64url(data())},
                                     {"signature", base::to_base64url(signature)}};
        if (user_handle) response["userHandle"] = base::to_base64url(*user_handle);
        return answer(std::move(response));
    }
};

}  // namespace tilbage::adapters::webauthn::testing_support
