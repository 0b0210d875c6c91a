#include "crypto/secret_box.h"

#include <gtest/gtest.h>

#include "crypto/system_random.h"

namespace tilbage::crypto {
namespace {

struct SecretBoxTest : ::testing::Test {
    base::Bytes seal(std::string_view text) {
        return seal_secret(key, "test", "owner-1", base::SecretBytes::copy_of(text), random).value();
    }
    SystemRandom random;
    base::SecretBytes key = base::SecretBytes::copy_of("a key that is in a file beside the store");
};

TEST_F(SecretBoxTest, WhatIsSealedOpensAgain) {
    EXPECT_EQ(open_secret(key, "test", "owner-1", seal("the secret"))->open_text(), "the secret");
    EXPECT_TRUE(open_secret(key, "test", "owner-1", seal(""))->empty());
}

TEST_F(SecretBoxTest, TwoSealsOfOneSecretDiffer) { EXPECT_NE(seal("same"), seal("same")); }

TEST_F(SecretBoxTest, AnotherKeyPurposeOrOwnerDoesNotOpenIt) {
    const auto sealed = seal("the secret");
    EXPECT_EQ(open_secret(base::SecretBytes::copy_of("another"), "test", "owner-1", sealed).error().code,
              base::ErrorCode::untrusted);
    EXPECT_FALSE(open_secret(key, "other", "owner-1", sealed));
    EXPECT_FALSE(open_secret(key, "test", "owner-2", sealed));
}

TEST_F(SecretBoxTest, EveryChangedByteIsNoticed) {
    const auto sealed = seal("the secret");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] ^= 1;
        EXPECT_FALSE(open_secret(key, "test", "owner-1", changed)) << i;
    }
    EXPECT_FALSE(open_secret(key, "test", "owner-1", base::Bytes(27)));
}

}  // namespace
}  // namespace tilbage::crypto
