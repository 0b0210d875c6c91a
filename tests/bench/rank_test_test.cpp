#include "rank_test.h"

#include <gtest/gtest.h>

namespace tilbage::bench {
namespace {

TEST(RankTest, TheSameValuesCannotBeToldApart) {
    const auto same = compare_ranks({1, 2, 3, 4}, {1, 2, 3, 4});
    EXPECT_DOUBLE_EQ(same.superiority, 0.5);
    EXPECT_DOUBLE_EQ(same.p, 1);
    EXPECT_DOUBLE_EQ(compare_ranks({7, 7, 7}, {7, 7}).p, 1);
    EXPECT_DOUBLE_EQ(compare_ranks({}, {1}).p, 1);
}

TEST(RankTest, WhatIsAlwaysSlowerIsFound) {
    std::vector<double> quick(30);
    std::vector<double> slow(30);
    for (std::size_t index = 0; index < quick.size(); ++index) {
        quick[index] = static_cast<double>(index);
        slow[index] = static_cast<double>(index) + 100;
    }
    const auto found = compare_ranks(slow, quick);
    EXPECT_DOUBLE_EQ(found.superiority, 1);
    EXPECT_LT(found.p, 1e-9);
    EXPECT_DOUBLE_EQ(compare_ranks(quick, slow).superiority, 0);
}

// By hand: 16.5 of 30 pairs, z = 0.277.
TEST(RankTest, TiesAreSharedAndCorrectedFor) {
    const auto found = compare_ranks({1, 2, 2, 4, 6, 7}, {1.5, 2, 4, 5, 3});
    EXPECT_NEAR(found.superiority, 0.55, 1e-12);
    EXPECT_NEAR(found.p, 0.78176, 1e-5);
}

}  // namespace
}  // namespace tilbage::bench
