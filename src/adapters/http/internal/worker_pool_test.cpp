#include "adapters/http/internal/worker_pool.h"

#include <atomic>
#include <gtest/gtest.h>
#include <latch>

namespace tilbage::adapters::http::internal {
namespace {

TEST(WorkerPool, RunsTasksOnItsThreads) {
    std::latch both(2);  // each waits for the other: two threads, or never
    WorkerPool pool(2, 10);
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(pool.try_submit([&] { both.arrive_and_wait(); }));
    pool.stop();
    EXPECT_TRUE(both.try_wait());
}

TEST(WorkerPool, TakesNoMoreThanItsCapacity) {
    std::latch go_on(1);
    std::latch running(1);
    std::atomic<int> ran{0};
    WorkerPool pool(1, 2);
    ASSERT_TRUE(pool.try_submit([&] {
        running.count_down();
        go_on.wait();
    }));
    running.wait();
    EXPECT_TRUE(pool.try_submit([&] { ++ran; }));
    EXPECT_TRUE(pool.try_submit([&] { ++ran; }));
    EXPECT_FALSE(pool.try_submit([&] { ++ran; }));
    pool.submit([&] { ++ran; });
    go_on.count_down();
    pool.stop();
    EXPECT_EQ(ran, 3);
}

TEST(WorkerPool, StopRunsWhatWaitsAndWhatThatSubmits) {
    std::atomic<int> ran{0};
    WorkerPool pool(1, 10);
    pool.submit([&] { pool.submit([&] { pool.submit([&] { ++ran; }); }); });
    pool.stop();
    EXPECT_EQ(ran, 1);
    EXPECT_FALSE(pool.try_submit([] {}));
}

}  // namespace
}  // namespace tilbage::adapters::http::internal
