#include <gtest/gtest.h>

#include "base/encoding.h"
#include "crypto/concat_kdf.h"
#include "crypto/jwe.h"
#include "crypto/jwt.h"

namespace tilbage::crypto {
namespace {

base::SecretBytes secret(std::string_view text) { return base::SecretBytes::copy_of(text); }

// RFC 7518 Appendix C
TEST(ConcatKdf, MatchesTheExampleOfTheStandard) {
    const base::Bytes shared{158, 86, 217, 29,  129, 113, 53,  211, 114, 131, 66,  131, 191, 132, 38,  156,
                             251, 49, 110, 163, 218, 128, 106, 72,  246, 218, 167, 121, 140, 254, 144, 196};
    const auto key = concat_kdf(base::SecretBytes::copy_of(shared), "A128GCM", "Alice", "Bob", 128);
    EXPECT_EQ(base::to_base64url(key.open()), "VqqN6vgjbSBcIijNcacQGg");
}

// RFC 7638 has no EC example; this one is the public key of RFC 7517 A.1, its thumbprint computed with another
// implementation (node:crypto).
TEST(Jwk, NamesAKeyByItsThumbprint) {
    const Jwk jwk{"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"};
    EXPECT_EQ(jwk.thumbprint(), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    EXPECT_TRUE(EcKey::from_jwk(jwk));
}

TEST(EcKey, RefusesAPointThatIsNotOnTheCurve) {
    Jwk jwk = EcKey::generate()->jwk();
    std::swap(jwk.x, jwk.y);
    EXPECT_FALSE(EcKey::from_jwk(jwk));
}

TEST(EcKey, SurvivesPem) {
    const auto key = EcKey::generate().value();
    const auto again = EcKey::from_pem(key.to_pem().value()).value();
    EXPECT_EQ(again.jwk(), key.jwk());
    EXPECT_TRUE(again.is_private());
    EXPECT_FALSE(EcKey::from_jwk(key.jwk())->to_pem());
    EXPECT_FALSE(EcKey::from_pem(secret("-----BEGIN NOTHING-----")));
}

TEST(Jwe, OpensWhatWasSealedAndTellsItsClaims) {
    const auto key = EcKey::generate().value();
    const JweClaims claims{{{"rid", "r1"}, {"sub", "æ"}}, {{"exp", 120}}};
    const auto compact = seal_jwe(EcKey::from_jwk(key.jwk()).value(), claims, secret("Blåbærgrød 😀")).value();
    const auto opened = open_jwe(compact, key).value();
    EXPECT_EQ(opened.plaintext.open_text(), "Blåbærgrød 😀");
    EXPECT_EQ(opened.claims, claims);
    EXPECT_EQ(opened.kid, key.jwk().thumbprint());
    EXPECT_EQ(kid_of_jwe(compact).value(), opened.kid);
}

TEST(Jwe, OpensForNobodyElse) {
    const auto compact = seal_jwe(EcKey::generate().value(), {}, secret("x")).value();
    EXPECT_EQ(open_jwe(compact, EcKey::generate().value()).error().code, base::ErrorCode::untrusted);
}

TEST(Jwe, OpensNothingThatWasChangedInASingleCharacter) {
    const auto key = EcKey::generate().value();
    const auto compact = seal_jwe(key, {{{"rid", "r1"}}, {}}, secret("secret")).value();
    for (std::size_t at = 0; at < compact.size(); ++at) {
        auto changed = compact;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(open_jwe(changed, key)) << "at " << at;
    }
}

TEST(Jwe, RefusesHeadersThatChangeHowItIsRead) {
    const auto key = EcKey::generate().value();
    for (const char* name : {"crit", "zip", "apu", "apv"}) {
        EXPECT_FALSE(open_jwe(seal_jwe(key, {{{name, "x"}}, {}}, secret("s")).value(), key)) << name;
    }
}

TEST(Jwt, VerifiesWhatItSigned) {
    const auto key = EcKey::generate().value();
    const JwtClaims claims{"agent", "agent", "https://id.example.org/t", "1", 100, 160};
    const auto token = sign_jwt(key, claims).value();
    EXPECT_EQ(verify_jwt(token, EcKey::from_jwk(key.jwk()).value()).value(), claims);
    EXPECT_EQ(unverified_subject(token).value(), "agent");
    EXPECT_FALSE(verify_jwt(token, EcKey::generate().value()));
    EXPECT_FALSE(verify_jwt(token.substr(0, token.size() - 1), key));
    EXPECT_FALSE(verify_jwt(token + ".x", key));
}

TEST(Jwt, NeedsEveryClaim) {
    const auto key = EcKey::generate().value();
    EXPECT_FALSE(verify_jwt(sign_jwt(key, {"a", "a", "", "1", 1, 2}).value(), key));
}

// {"alg":"none"}
TEST(Jwt, PinsTheAlgorithm) {
    const auto key = EcKey::generate().value();
    const auto token = sign_jwt(key, {"a", "a", "b", "1", 1, 2}).value();
    const auto unsigned_token = "eyJhbGciOiJub25lIn0" + token.substr(token.find('.'));
    EXPECT_FALSE(verify_jwt(unsigned_token, key));
}

}  // namespace
}  // namespace tilbage::crypto
