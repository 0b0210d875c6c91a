#include "base/scheduler.h"

#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace tilbage::base {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

TEST(Scheduler, RunsACallbackNotBeforeItsTime) {
    Scheduler scheduler;
    std::promise<Clock::time_point> ran;
    const auto due = Clock::now() + milliseconds(20);
    scheduler.at(due, [&] { ran.set_value(Clock::now()); });
    EXPECT_GE(ran.get_future().get(), due);
}

TEST(Scheduler, RunsInOrderOfTimeAndThenOfAsking) {
    Scheduler scheduler;
    const auto base = Clock::now() + milliseconds(30);
    std::vector<int> order;
    std::promise<void> done;
    scheduler.at(base + milliseconds(2), [&] { order.push_back(3); });
    scheduler.at(base, [&] { order.push_back(1); });
    scheduler.at(base, [&] { order.push_back(2); });
    scheduler.at(base + milliseconds(3), [&] { done.set_value(); });
    done.get_future().wait();
    EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

TEST(Scheduler, AnEarlierCallOvertakesOneThatIsWaitedFor) {
    Scheduler scheduler;
    std::promise<void> early;
    scheduler.after(std::chrono::hours(1), [] {});
    scheduler.after(milliseconds(1), [&] { early.set_value(); });
    early.get_future().wait();
    EXPECT_EQ(scheduler.pending(), 1U);
}

TEST(Scheduler, ACancelledCallNeverRunsAndIsForgotten) {
    Scheduler scheduler;
    std::promise<void> later;
    bool ran = false;
    const auto handle = scheduler.after(milliseconds(5), [&] { ran = true; });
    scheduler.after(milliseconds(10), [&] { later.set_value(); });
    EXPECT_TRUE(scheduler.cancel(handle));
    EXPECT_FALSE(scheduler.cancel(handle));
    EXPECT_FALSE(scheduler.cancel(0));
    later.get_future().wait();
    EXPECT_FALSE(ran);
    EXPECT_EQ(scheduler.pending(), 0U);
}

TEST(Scheduler, ACallbackMayAskAndCancelItself) {
    Scheduler scheduler;
    std::promise<void> second;
    const auto never = scheduler.after(std::chrono::hours(1), [] {});
    scheduler.after(milliseconds(0), [&] {
        EXPECT_TRUE(scheduler.cancel(never));
        scheduler.after(milliseconds(0), [&] { second.set_value(); });
    });
    second.get_future().wait();
}

TEST(Scheduler, DroppedCallsAreDestroyedWithIt) {
    const auto held = std::make_shared<int>(1);
    {
        Scheduler scheduler;
        scheduler.after(std::chrono::hours(1), [held] {});
        EXPECT_EQ(held.use_count(), 2);
    }
    EXPECT_EQ(held.use_count(), 1);
}

TEST(Scheduler, ThousandsFromSeveralThreadsEachRunOrAreCancelledOnce) {
    Scheduler scheduler;
    std::atomic<int> ran{0};
    std::atomic<int> cancelled{0};
    constexpr int kThreads = 4;
    constexpr int kEach = 2500;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            std::minstd_rand random(static_cast<unsigned>(t + 1));
            for (int i = 0; i < kEach; ++i) {
                const auto handle = scheduler.after(milliseconds(random() % 20), [&] { ++ran; });
                if (i % 2 == 0 && scheduler.cancel(handle)) ++cancelled;
            }
        });
    for (auto& thread : threads) thread.join();
    std::promise<void> last;
    scheduler.after(milliseconds(50), [&] { last.set_value(); });
    last.get_future().wait();
    EXPECT_EQ(ran + cancelled, kThreads * kEach);
}

}  // namespace
}  // namespace tilbage::base
