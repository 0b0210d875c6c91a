#include "samples.h"

#include <gtest/gtest.h>
#include <stdexcept>

#include "block.h"

namespace tilbage::bench {
namespace {

TEST(Samples, PercentilesAreTheNearestRankOverAllBlocks) {
    Samples samples;
    std::vector<double> values(100);
    for (std::size_t index = 0; index < values.size(); ++index) values[index] = static_cast<double>(100 - index);
    samples.add_block({values.begin(), values.begin() + 50}, 1);
    samples.add_block({values.begin() + 50, values.end()}, 1);
    EXPECT_DOUBLE_EQ(samples.percentile(0.5), 50);
    EXPECT_DOUBLE_EQ(samples.percentile(0.99), 99);
    EXPECT_DOUBLE_EQ(samples.percentile(1), 100);
    EXPECT_DOUBLE_EQ(samples.per_second(), 50);
}

TEST(Block, EveryIndexIsWorkedOnceAndTimed) {
    Samples samples;
    std::vector<std::atomic<int>> done(100);
    run_block(4, done.size(), samples, [&](int, std::size_t index) { ++done[index]; });
    for (const auto& times : done) EXPECT_EQ(times, 1);
    EXPECT_EQ(samples.count(), done.size());
}

TEST(Block, TheFirstFaultIsThrownOn) {
    Samples samples;
    const auto work = [](int, std::size_t index) {
        if (index == 3) throw std::runtime_error("third");
    };
    EXPECT_THROW(run_block(4, 100, samples, work), std::runtime_error);
    EXPECT_EQ(samples.count(), 0U);
}

}  // namespace
}  // namespace tilbage::bench
