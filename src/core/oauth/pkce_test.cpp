#include "core/oauth/pkce.h"

#include <gtest/gtest.h>
#include <string>

namespace tilbage::core {
namespace {

// RFC 7636 Appendix B.
constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

TEST(PkceTest, TheRfcsVerifierProvesItsChallenge) {
    EXPECT_TRUE(is_code_challenge(kChallenge));
    EXPECT_TRUE(proves(kVerifier, kChallenge));
}

TEST(PkceTest, NothingElseDoes) {
    EXPECT_FALSE(proves(kChallenge, kChallenge)) << "the plain method is not taken";
    EXPECT_FALSE(proves(kVerifier, kVerifier));
    EXPECT_FALSE(proves("", kChallenge));
    EXPECT_FALSE(proves(std::string(kVerifier) + "x", kChallenge));
}

TEST(PkceTest, AVerifierHas43To128UnreservedCharacters) {
    EXPECT_FALSE(proves("short", "jzRd4Z7iLJNBQuyTHEUtIuFO4TC9Cum9VZ5-1fLYHSE"));
    EXPECT_FALSE(proves(std::string(129, 'a'), kChallenge));
    EXPECT_FALSE(proves(std::string(42, 'a') + " ", kChallenge));
}

TEST(PkceTest, AChallengeIs43CharactersOfBase64Url) {
    EXPECT_FALSE(is_code_challenge(""));
    EXPECT_FALSE(is_code_challenge(kChallenge.substr(1)));
    EXPECT_FALSE(is_code_challenge(std::string(kChallenge.substr(1)) + "+"));
    EXPECT_FALSE(is_code_challenge(std::string(kChallenge) + "="));
}

}  // namespace
}  // namespace tilbage::core
