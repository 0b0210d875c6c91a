#include "core/account/smart_lockout.h"

#include <gtest/gtest.h>

#include "fakes/manual_clock.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

class SmartLockoutTest : public testing::Test {
protected:
    bool attempt() {
        const auto verdict = count_sign_in(failures, directory, clock.now());
        if (verdict.allowed) failures = verdict.counted;
        retry_after = verdict.retry_after;
        return verdict.allowed;
    }
    int attempts_until_a_pause() {
        int count = 0;
        while (count < 100 && attempt()) ++count;
        return count;
    }
    void hear(int threshold, int window_seconds) {
        PasswordPolicy policy;
        policy.lockout_threshold = threshold;
        policy.lockout_window_seconds = window_seconds;
        directory = heard_lockout(directory, policy, clock.now());
    }

    fakes::ManualClock clock;
    std::optional<SignInFailures> failures;
    std::optional<DirectoryLockout> directory;
    std::chrono::seconds retry_after{0};
};

TEST_F(SmartLockoutTest, TenFailuresAreFollowedByAMinuteAndEachRoundDoublesIt) {
    EXPECT_EQ(attempts_until_a_pause(), 10);
    EXPECT_EQ(retry_after, 60s);
    clock.advance(59s);
    EXPECT_FALSE(attempt());
    clock.advance(1s);
    EXPECT_EQ(attempts_until_a_pause(), 10);
    EXPECT_EQ(retry_after, 120s);
    for (int round = 0; round < 20; ++round) {
        clock.advance(retry_after);
        EXPECT_EQ(attempts_until_a_pause(), 10);
    }
    EXPECT_EQ(retry_after, 1h);
}

TEST_F(SmartLockoutTest, WhatWaitsDoesNotLengthenThePause) {
    (void)attempts_until_a_pause();
    clock.advance(30s);
    EXPECT_FALSE(attempt());
    EXPECT_EQ(retry_after, 30s);
}

TEST_F(SmartLockoutTest, ADirectoryThatLocksIsLeftTwoFailuresUntilItHasForgottenTheOthers) {
    hear(5, 1800);
    EXPECT_EQ(attempts_until_a_pause(), 3);
    EXPECT_EQ(retry_after, 1800s);
    clock.advance(1799s);
    EXPECT_FALSE(attempt());
    clock.advance(1s);
    EXPECT_EQ(attempts_until_a_pause(), 3);
}

TEST_F(SmartLockoutTest, FailuresThatTheDirectoryHasForgottenCountNoMore) {
    hear(5, 1800);
    EXPECT_TRUE(attempt());
    EXPECT_TRUE(attempt());
    clock.advance(1800s);
    EXPECT_EQ(attempts_until_a_pause(), 3);
}

TEST_F(SmartLockoutTest, FailuresCountForAsLongAsTheDirectoryCountsThem) {
    hear(5, 1800);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(attempt());
        clock.advance(1700s);
    }
    EXPECT_FALSE(attempt());
}

TEST_F(SmartLockoutTest, AVeryStrictDirectoryIsAskedOnceAndAGenerousOneChangesNothing) {
    hear(2, 60);
    EXPECT_EQ(attempts_until_a_pause(), 1);
    failures.reset();
    directory.reset();
    hear(50, 60);
    EXPECT_EQ(attempts_until_a_pause(), 10);
}

TEST_F(SmartLockoutTest, TheStrictestOfTheDirectorysPoliciesHoldsForEverybody) {
    hear(10, 600);
    hear(5, 300);
    hear(0, 300);
    ASSERT_TRUE(directory);
    EXPECT_EQ(directory->threshold, 5);
    EXPECT_EQ(directory->window, 600s);
}

TEST_F(SmartLockoutTest, APolicyThatIsNotHeardOfForAWeekIsForgotten) {
    hear(3, 1800);
    clock.advance(24h * 8);
    EXPECT_EQ(attempts_until_a_pause(), 10);
    hear(20, 60);
    EXPECT_EQ(directory->threshold, 20);
}

TEST_F(SmartLockoutTest, AClockThatWasSetBackLengthensNoPause) {
    (void)attempts_until_a_pause();
    clock.set(clock.now() - 1h);
    EXPECT_FALSE(attempt());
    EXPECT_LE(retry_after, 60s);
}

}  // namespace
}  // namespace tilbage::core
