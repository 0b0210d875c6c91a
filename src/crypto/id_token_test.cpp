#include "crypto/id_token.h"

#include <gtest/gtest.h>

#include "crypto/jose_json.h"

namespace tilbage::crypto {
namespace {

const RsaKey& a_key() {
    static const auto key = RsaKey::generate().value();
    return key;
}

IdTokenClaims some_claims() {
    IdTokenClaims claims;
    claims.issuer = "https://id.example.org/t/v2.0";
    claims.audience = "app";
    claims.issued_at = 1'795'372'800;
    claims.expires_at = claims.issued_at + 3600;
    claims.auth_time = claims.issued_at - 60;
    claims.nonce = "n-0S6_WzA2Mj";
    claims.amr = {"pwd"};
    claims.session_id = "sid-1";
    claims.person.subject = "person-1";
    claims.person.groups = {{"one", "two"}};
    return claims;
}

std::string part(const std::string& token, int which) {
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    return which == 0 ? token.substr(0, first) : token.substr(first + 1, second - first - 1);
}

TEST(IdToken, SaysWhoItIsForAndWhoSignedIn) {
    const auto token = sign_id_token(a_key(), some_claims()).value();
    const auto header = decode_json_part(part(token, 0)).value();
    EXPECT_EQ(text_member(header, "alg"), "RS256");
    EXPECT_EQ(text_member(header, "kid"), a_key().public_key().thumbprint());
    const auto body = decode_json_part(part(token, 1)).value();
    EXPECT_EQ(text_member(body, "aud"), "app");
    EXPECT_EQ(text_member(body, "nonce"), "n-0S6_WzA2Mj");
    EXPECT_EQ(number_member(body, "auth_time"), 1'795'372'740);
    EXPECT_EQ(body.at("groups").as_array().size(), 2U);
    EXPECT_FALSE(body.contains("email")) << "what the person has not is not there";
}

TEST(IdToken, ComesBackAsAHintOnlyAsItWasSigned) {
    const auto token = sign_id_token(a_key(), some_claims()).value();
    const auto hint = read_id_token_hint(token, {a_key().public_key()});
    ASSERT_TRUE(hint);
    EXPECT_EQ(hint->subject, "person-1");
    EXPECT_EQ(hint->audience, "app");
    EXPECT_EQ(hint->session_id, "sid-1");

    const auto other = RsaKey::generate().value();
    EXPECT_FALSE(read_id_token_hint(token, {other.public_key()})) << "another key";
    EXPECT_FALSE(read_id_token_hint(token, {})) << "no key";
    const auto of_another = sign_id_token(other, some_claims()).value();
    const auto body_of_another = part(of_another, 1);
    auto changed = token;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_id_token_hint(changed, {a_key().public_key()}));
    EXPECT_FALSE(
        read_id_token_hint(encode_json_part({{"alg", "none"}}) + "." + body_of_another + ".", {a_key().public_key()}));
    EXPECT_FALSE(read_id_token_hint("no.token", {a_key().public_key()}));
}

TEST(IdToken, HashesAnAccessTokenAsTheSpecificationHasIt) {
    // OpenID Connect Core 1.0, Appendix A.3.
    EXPECT_EQ(left_half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
}

TEST(RsaKey, IsTheSameAfterItWasKept) {
    const auto again = RsaKey::from_pem(a_key().to_pem().value()).value();
    EXPECT_EQ(again.public_key(), a_key().public_key());
    EXPECT_EQ(again.public_key().e, "AQAB");
    EXPECT_EQ(base::from_base64url(again.public_key().n)->size(), 384U);
    EXPECT_TRUE(verifies(a_key().public_key(), "a text", again.sign("a text").value()));
    EXPECT_FALSE(verifies(a_key().public_key(), "another text", again.sign("a text").value()));
}

TEST(RsaPublicKey, HasTheThumbprintOfTheSpecification) {
    // RFC 7638 §3.1.
    const RsaPublicKey key{
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
        "BJECPebWKRXjBZCiFV4n3oknj"
        "hMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_"
        "FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQ"
        "vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-"
        "kEgU8awapJzK"
        "nqDKgw",
        "AQAB"};
    EXPECT_EQ(key.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

}  // namespace
}  // namespace tilbage::crypto
