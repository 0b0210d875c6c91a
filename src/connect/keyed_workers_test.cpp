#include "connect/keyed_workers.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <latch>

namespace tilbage::connect {
namespace {

TEST(KeyedWorkers, JobsOfOneKeyRunInOrderAndNeverTwoAtOnce) {
    KeyedWorkers workers(4, 10'000);
    std::vector<int> order;  // guarded by the promise that is tested
    std::atomic<int> inside = 0;
    std::atomic<bool> overlapped = false;
    for (int i = 0; i < 500; ++i) {
        ASSERT_TRUE(workers.try_post("person", [&, i] {
            if (++inside != 1) overlapped = true;
            order.push_back(i);
            --inside;
        }));
        ASSERT_TRUE(workers.try_post(std::to_string(i), [] {}));
    }
    workers.stop();
    EXPECT_FALSE(overlapped);
    ASSERT_EQ(order.size(), 500U);
    EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(KeyedWorkers, JobsOfDifferentKeysRunAtOnce) {
    KeyedWorkers workers(2, 2);
    std::latch both(2);
    for (const auto* key : {"a", "b"}) ASSERT_TRUE(workers.try_post(key, [&] { both.arrive_and_wait(); }));
    workers.stop();
    EXPECT_TRUE(both.try_wait());
}

TEST(KeyedWorkers, AFullPoolTakesNothingMoreButWhatWasLetInBefore) {
    KeyedWorkers workers(1, 2);
    std::latch release(1);
    std::atomic<int> ran = 0;
    ASSERT_TRUE(workers.try_post("a", [&] {
        release.wait();
        ++ran;
    }));
    ASSERT_TRUE(workers.try_post("b", [&] { ++ran; }));
    EXPECT_FALSE(workers.try_post("c", [&] { ++ran; }));
    workers.post("d", [&] { ++ran; });
    release.count_down();
    workers.stop();
    EXPECT_EQ(ran, 3);
    EXPECT_FALSE(workers.try_post("e", [] {}));
}

}  // namespace
}  // namespace tilbage::connect
