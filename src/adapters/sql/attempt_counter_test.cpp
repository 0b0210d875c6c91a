#include "adapters/sql/attempt_counter.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::AttemptLimit;

class AttemptCounterTest : public ::testing::Test {
protected:
    core::AttemptVerdict count(const AttemptLimit& limit, base::TimePoint now, const std::string& key = "maren") {
        return counter_.count(limit, key, now).value();
    }

    const AttemptLimit blocking_{"codes", 3, 10min, 24h};
    const AttemptLimit windowed_{"sessions", 3, 10min, 0s};
    TenantDatabase database_;
    SqlAttemptCounter counter_{*database_};
};

TEST_F(AttemptCounterTest, AllowsAsManyAsTheLimitAndTellsWhatIsLeft) {
    EXPECT_EQ(count(windowed_, kNow).left, 2);
    EXPECT_EQ(count(windowed_, kNow + 1min).left, 1);
    const auto third = count(windowed_, kNow + 2min);
    EXPECT_TRUE(third.allowed);
    EXPECT_EQ(third.left, 0);
    const auto fourth = count(windowed_, kNow + 3min);
    EXPECT_FALSE(fourth.allowed);
    EXPECT_EQ(fourth.retry_after, 7min) << "the window began with the first attempt";
}

TEST_F(AttemptCounterTest, AWindowThatEndsStartsAfresh) {
    for (int i = 0; i < 5; ++i) count(windowed_, kNow);
    EXPECT_FALSE(count(windowed_, kNow + 10min - 1ms).allowed);
    EXPECT_TRUE(count(windowed_, kNow + 10min).allowed);
}

TEST_F(AttemptCounterTest, OneTooManyBlocksForTheWholeTime) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(count(blocking_, kNow).allowed);
    EXPECT_EQ(count(blocking_, kNow + 1min).retry_after, 24h);
    EXPECT_EQ(count(blocking_, kNow + 2h).retry_after, 22h + 1min) << "trying on does not make it longer";
    EXPECT_FALSE(count(blocking_, kNow + 24h).allowed);
    EXPECT_TRUE(count(blocking_, kNow + 24h + 1min).allowed);
}

TEST_F(AttemptCounterTest, KeysAndLimitsAreCountedApart) {
    for (int i = 0; i < 4; ++i) count(windowed_, kNow);
    EXPECT_TRUE(count(windowed_, kNow, "jens").allowed);
    EXPECT_TRUE(count(blocking_, kNow).allowed);
}

TEST_F(AttemptCounterTest, WhatCameToNothingIsGivenBackOnceAndLiftsNoBlock) {
    ASSERT_TRUE(counter_.give_back(windowed_, "maren", kNow)) << "nothing was counted";
    count(windowed_, kNow);
    ASSERT_TRUE(counter_.give_back(windowed_, "maren", kNow + 1min));
    ASSERT_TRUE(counter_.give_back(windowed_, "maren", kNow + 1min));
    EXPECT_EQ(count(windowed_, kNow + 2min).left, 2);
    for (int i = 0; i < 4; ++i) count(blocking_, kNow);
    ASSERT_TRUE(counter_.give_back(blocking_, "maren", kNow));
    EXPECT_FALSE(count(blocking_, kNow).allowed);
}

TEST_F(AttemptCounterTest, PeekJudgesTheNextAttemptWithoutCounting) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(counter_.peek(windowed_, "maren", kNow)->left, 3);
    for (int i = 0; i < 3; ++i) count(windowed_, kNow);
    const auto verdict = counter_.peek(windowed_, "maren", kNow + 4min).value();
    EXPECT_FALSE(verdict.allowed);
    EXPECT_EQ(verdict.retry_after, 6min);
    EXPECT_TRUE(counter_.peek(windowed_, "maren", kNow + 10min)->allowed);
}

TEST_F(AttemptCounterTest, ClearForgets) {
    for (int i = 0; i < 4; ++i) count(blocking_, kNow);
    ASSERT_TRUE(counter_.clear(blocking_, "maren"));
    EXPECT_EQ(count(blocking_, kNow).left, 2);
}

TEST_F(AttemptCounterTest, FiftyAtOnceAreCountedExactly) {
    const AttemptLimit limit{"many", 20, 10min, 1h};
    std::atomic<int> allowed{0};
    in_parallel(50, [&](int) {
        if (count(limit, kNow).allowed) ++allowed;
    });
    EXPECT_EQ(allowed, 20);
}

TEST_F(AttemptCounterTest, CountsAndBlocksSurviveARestart) {
    for (int i = 0; i < 4; ++i) count(blocking_, kNow);
    count(windowed_, kNow);
    database_.reopen();
    SqlAttemptCounter again(*database_);
    EXPECT_FALSE(again.count(blocking_, "maren", kNow + 1h)->allowed);
    EXPECT_EQ(again.count(windowed_, "maren", kNow)->left, 1);
}

TEST_F(AttemptCounterTest, PurgeKeepsWhatStillHolds) {
    for (int i = 0; i < 4; ++i) count(blocking_, kNow);
    count(windowed_, kNow);
    ASSERT_TRUE(counter_.purge(kNow + 1h));
    EXPECT_FALSE(count(blocking_, kNow + 1h).allowed);
    ASSERT_TRUE(counter_.purge(kNow + 24h));
    EXPECT_EQ((*database_).read("SELECT count(*) FROM attempts")->rows[0].integer(0), 0);
}

}  // namespace
}  // namespace tilbage::adapters::sql
