#include "adapters/totp/oath_totp.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::totp {
namespace {

// RFC 6238 Appendix B: the SHA-1 secret, and its codes cut to six digits.
struct OathTotpTest : ::testing::Test {
    OathTotp totp;
    base::SecretBytes secret = base::SecretBytes::copy_of("12345678901234567890");
    std::optional<std::int64_t> step_of(std::string_view code, std::int64_t seconds) {
        return totp.step_of(secret, code, base::from_seconds(seconds));
    }
};

TEST_F(OathTotpTest, TheVectorsOfTheRfcAreRight) {
    EXPECT_EQ(step_of("287082", 59), 1);
    EXPECT_EQ(step_of("081804", 1111111109), 37037036);
    EXPECT_EQ(step_of("050471", 1111111111), 37037037);
    EXPECT_EQ(step_of("005924", 1234567890), 41152263);
    EXPECT_EQ(step_of("279037", 2000000000), 66666666);
    EXPECT_EQ(step_of("353130", 20000000000), 666666666);
}

TEST_F(OathTotpTest, ACodeServesOneStepBeforeAndAfterItsOwnAndTellsItsOwn) {
    EXPECT_EQ(step_of("081804", 1111111109 + 30), 37037036);
    EXPECT_EQ(step_of("081804", 1111111109 - 30), 37037036);
    EXPECT_EQ(step_of("081804", 1111111109 + 61), std::nullopt);
    EXPECT_EQ(step_of("081804", 1111111109 - 60), std::nullopt);
}

TEST_F(OathTotpTest, WhatIsNoCodeOfTheSecretIsNone) {
    for (const auto* code : {"", "0", "081805", "0818040", "81804", "abcdef", "08180\xc2\xb9"})
        EXPECT_EQ(step_of(code, 1111111109), std::nullopt) << code;
}

TEST_F(OathTotpTest, AppsGetTheSecretInBase32) {
    EXPECT_EQ(totp.to_base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(totp.to_base32(base::SecretBytes::copy_of("f")), "MY");
}

}  // namespace
}  // namespace tilbage::adapters::totp
