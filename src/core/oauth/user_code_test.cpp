#include "core/oauth/user_code.h"

#include <gtest/gtest.h>
#include <set>

#include "crypto/system_random.h"

namespace tilbage::core {
namespace {

const base::SecretBytes kKey = base::SecretBytes::copy_of("a key");

TEST(UserCodeTest, ACodeIsTwoGroupsOfFourConsonants) {
    crypto::SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) {
        const auto code = new_user_code(random);
        EXPECT_EQ(code.size(), 9U);
        EXPECT_EQ(code.find_first_not_of("BCDFGHJKLMNPQRSTVWXZ-"), std::string::npos) << code;
        EXPECT_EQ(code.find('-'), 4U);
        EXPECT_TRUE(user_code_digest(kKey, code));
        seen.insert(code);
    }
    EXPECT_EQ(seen.size(), 500U);
}

TEST(UserCodeTest, HowItIsTypedDoesNotMatter) {
    const auto digest = user_code_digest(kKey, "WDJB-MJHT");
    for (const auto* typed : {"wdjb-mjht", "WDJBMJHT", " wdjb mjht ", "w-d-j-b-m-j-h-t"})
        EXPECT_EQ(user_code_digest(kKey, typed), digest) << typed;
    EXPECT_NE(user_code_digest(base::SecretBytes::copy_of("another"), "WDJB-MJHT"), digest);
    EXPECT_NE(user_code_digest(kKey, "WDJB-MJHS"), digest);
}

TEST(UserCodeTest, WhatCannotBeACodeIsNone) {
    for (const auto* typed : {"", "WDJB-MJH", "WDJB-MJHTT", "AEIO-UAEI", "WDJB_MJHT", "12345678", "wdjb\nmjht"})
        EXPECT_FALSE(user_code_digest(kKey, typed)) << typed;
}

}  // namespace
}  // namespace tilbage::core
