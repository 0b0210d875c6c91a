#include "core/writeback/write_limits.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

SourceAnchor anchor(std::uint8_t number) {
    const std::vector<std::uint8_t> guid(16, number);
    return *SourceAnchor::from_guid(guid);
}
constexpr auto kStart = base::from_seconds(1'795'372'800);

TEST(WriteLimits, EachPersonHasTheirOwnHour) {
    WriteLimits limits(2, 100);
    EXPECT_TRUE(limits.count(anchor(1), kStart));
    EXPECT_TRUE(limits.count(anchor(1), kStart + 59min));
    EXPECT_FALSE(limits.count(anchor(1), kStart + 59min));
    EXPECT_TRUE(limits.count(anchor(2), kStart + 59min));
    EXPECT_TRUE(limits.count(anchor(1), kStart + 60min));
}

TEST(WriteLimits, TheMinuteIsSharedByAll) {
    WriteLimits limits(10, 3);
    for (std::uint8_t i = 1; i <= 3; ++i) EXPECT_TRUE(limits.count(anchor(i), kStart));
    EXPECT_FALSE(limits.count(anchor(4), kStart + 59s));
    EXPECT_TRUE(limits.count(anchor(5), kStart + 60s));
}

TEST(WriteLimits, AClockThatIsSetBackDoesNotLockAnybodyOut) {
    WriteLimits limits(1, 1);
    EXPECT_TRUE(limits.count(anchor(1), kStart + 24h));
    EXPECT_TRUE(limits.count(anchor(1), kStart));
}

TEST(WriteLimits, HoldUnderParallelAttempts) {
    WriteLimits limits(10, 1000);
    std::atomic<int> allowed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 50; ++j) allowed += limits.count(anchor(1), kStart);
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(allowed, 10);
}

}  // namespace
}  // namespace tilbage::core
