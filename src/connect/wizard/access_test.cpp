#include "connect/wizard/access.h"

#include <gtest/gtest.h>

#include "crypto/system_random.h"
#include "fakes/manual_clock.h"

namespace tilbage::connect::wizard {
namespace {

class WizardAccess : public ::testing::Test {
protected:
    fakes::ManualClock clock_;
    crypto::SystemRandom random_;
    Access access_{clock_, random_};
};

TEST_F(WizardAccess, ACodeHas128BitsAndIsExchangedForACookieOnce) {
    const auto code = access_.new_code();
    EXPECT_EQ(code.size(), 22U);  // 16 bytes in Base64url
    const auto cookie = access_.redeem(code);
    EXPECT_EQ(cookie.size(), 43U);
    EXPECT_TRUE(access_.knows(cookie));
    EXPECT_EQ(access_.redeem(code), "");
    EXPECT_TRUE(access_.knows(cookie));
}

TEST_F(WizardAccess, WhatIsNoCodeGivesNothing) {
    const auto code = access_.new_code();
    EXPECT_EQ(access_.redeem(""), "");
    EXPECT_EQ(access_.redeem(code + "x"), "");
    EXPECT_EQ(access_.redeem(code.substr(1)), "");
    EXPECT_FALSE(access_.knows(""));
    EXPECT_FALSE(access_.knows(code));
    EXPECT_NE(access_.redeem(code), "");
}

TEST_F(WizardAccess, SeveralBrowsersMayBeSignedInAndEachCodeIsItsOwn) {
    const auto first = access_.new_code();
    const auto second = access_.new_code();
    EXPECT_NE(first, second);
    const auto one = access_.redeem(second);
    const auto other = access_.redeem(first);
    EXPECT_NE(one, other);
    EXPECT_TRUE(access_.knows(one));
    EXPECT_TRUE(access_.knows(other));
}

TEST_F(WizardAccess, ACodeThatNobodyUsedForHalfAnHourIsDead) {
    const auto code = access_.new_code();
    clock_.advance(kIdleTime + base::Millis(1));
    EXPECT_EQ(access_.redeem(code), "");
}

TEST_F(WizardAccess, CodesAndCookiesArePushedOutByNewerOnes) {
    const auto oldest = access_.new_code();
    for (std::size_t i = 0; i < kMostCodes; ++i) static_cast<void>(access_.new_code());
    EXPECT_EQ(access_.redeem(oldest), "");
    const auto cookie = access_.redeem(access_.new_code());
    for (std::size_t i = 0; i < kMostSessions; ++i) static_cast<void>(access_.redeem(access_.new_code()));
    EXPECT_FALSE(access_.knows(cookie));
}

TEST_F(WizardAccess, EndsAfterHalfAnHourWithoutACall) {
    clock_.advance(std::chrono::minutes(29));
    EXPECT_FALSE(access_.idle_for_too_long());
    access_.touch();
    clock_.advance(std::chrono::minutes(29));
    EXPECT_FALSE(access_.idle_for_too_long());
    clock_.advance(std::chrono::minutes(1));
    EXPECT_TRUE(access_.idle_for_too_long());
}

TEST_F(WizardAccess, AFreshAddressIsACallAWrongOneIsNot) {
    clock_.advance(std::chrono::minutes(29));
    static_cast<void>(access_.new_code());
    clock_.advance(std::chrono::minutes(29));
    static_cast<void>(access_.redeem("guess"));
    clock_.advance(std::chrono::minutes(1));
    EXPECT_TRUE(access_.idle_for_too_long());
}

}  // namespace
}  // namespace tilbage::connect::wizard
