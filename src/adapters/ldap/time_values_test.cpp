#include "adapters/ldap/time_values.h"

#include <gtest/gtest.h>
#include <limits>

namespace tilbage::adapters::ldap {
namespace {

TEST(Duration, IsANegativeCountOfTicks) {
    EXPECT_EQ(duration_seconds(-864'000'000'000), 86'400);
    EXPECT_EQ(duration_seconds(0), 0);
    EXPECT_EQ(duration_seconds(std::numeric_limits<std::int64_t>::min()), 0) << "never";
    EXPECT_EQ(duration_seconds(10'000'000), 0) << "a positive one means nothing";
}

TEST(GeneralizedTime, IsReadInUtc) {
    EXPECT_EQ(base::to_seconds(*from_generalized_time("20261122181443.0Z")), 1'795'371'283);
    EXPECT_EQ(base::to_seconds(*from_generalized_time("20240229000000Z")), 1'709'164'800);
}

TEST(GeneralizedTime, RefusesWhatItIsNot) {
    for (const auto* text : {"", "2026", "20261122181443", "20261122181443.0", "20261322181443Z", "20260230000000Z",
                             "2026112218144xZ", "20261122251443Z", "-0261122181443Z"}) {
        EXPECT_EQ(from_generalized_time(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace tilbage::adapters::ldap
