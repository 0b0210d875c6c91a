#include "tenant/alarms.h"

#include <future>
#include <gtest/gtest.h>

namespace tilbage::tenant {
namespace {

using namespace std::chrono_literals;

TEST(SchedulerAlarms, RingOnceAtTheirTime) {
    std::promise<std::chrono::steady_clock::time_point> rung;
    auto when = rung.get_future();
    SchedulerAlarms alarms;
    const auto begin = std::chrono::steady_clock::now();
    alarms.after(30ms, [&] { rung.set_value(std::chrono::steady_clock::now()); });
    ASSERT_EQ(when.wait_for(10s), std::future_status::ready);
    EXPECT_GE(when.get() - begin, 30ms);
}

TEST(SchedulerAlarms, DoNotRingWhenCancelled) {
    std::promise<void> second;
    std::atomic<bool> first{false};
    SchedulerAlarms alarms;
    const auto id = alarms.after(20ms, [&] { first = true; });
    alarms.after(40ms, [&] { second.set_value(); });
    alarms.cancel(id);
    ASSERT_EQ(second.get_future().wait_for(10s), std::future_status::ready);
    EXPECT_FALSE(first);
}

TEST(SchedulerAlarms, AreNotHeldUpByOneThatTakesItsTime) {
    std::promise<void> release;
    std::promise<void> began;
    SchedulerAlarms alarms;
    alarms.after(1ms, [&] {
        began.set_value();
        release.get_future().wait();
    });
    began.get_future().wait();
    const auto id = alarms.after(1h, [] {});  // the scheduler itself still works
    alarms.cancel(id);
    release.set_value();
}

TEST(SchedulerAlarms, RingNoMoreAfterAStop) {
    SchedulerAlarms alarms;
    std::atomic<bool> rung{false};
    alarms.stop();
    alarms.after(0ms, [&] { rung = true; });
    EXPECT_FALSE(rung);
}

}  // namespace
}  // namespace tilbage::tenant
