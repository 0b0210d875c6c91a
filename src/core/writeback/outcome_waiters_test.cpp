#include "core/writeback/outcome_waiters.h"

#include <gtest/gtest.h>

#include "fakes/manual_alarms.h"

namespace tilbage::core {
namespace {

struct WaitersWorld {
    fakes::ManualClock clock;
    fakes::ManualAlarms alarms{clock};
    OutcomeWaiters waiters{alarms};
    RequestId id{"r1"};
    Outcome outcome;
    int calls = 0;
};

TEST(OutcomeWaiters, CallsOnceWhicheverComesFirst) {
    WaitersWorld world;
    world.waiters.wait(world.id, std::chrono::seconds(1), [&](auto) { ++world.calls; });
    world.waiters.publish(world.id, world.outcome);
    world.waiters.publish(world.id, world.outcome);
    world.alarms.pass(std::chrono::seconds(2));
    EXPECT_EQ(world.calls, 1);
    world.waiters.wait(world.id, std::chrono::seconds(1), [&](auto outcome) { world.calls += outcome ? 100 : 1; });
    world.alarms.pass(std::chrono::seconds(1));
    world.waiters.publish(world.id, world.outcome);
    EXPECT_EQ(world.calls, 2);
}

TEST(OutcomeWaiters, LeavesTheOthersOfTheSameRequestWaiting) {
    WaitersWorld world;
    const auto first = world.waiters.wait(world.id, std::chrono::seconds(5), [&](auto) { world.calls += 1; });
    world.waiters.wait(world.id, std::chrono::seconds(5), [&](auto) { world.calls += 10; });
    world.waiters.resolve(first, std::nullopt);
    EXPECT_EQ(world.calls, 1);
    world.waiters.publish(RequestId("r2"), world.outcome);
    EXPECT_EQ(world.calls, 1);
    world.waiters.publish(world.id, world.outcome);
    EXPECT_EQ(world.calls, 11);
}

TEST(OutcomeWaiters, LetsNobodyWaitWhenItEnds) {
    fakes::ManualClock clock;
    fakes::ManualAlarms alarms(clock);
    int calls = 0;
    {
        OutcomeWaiters waiters(alarms);
        waiters.wait(RequestId("r1"), std::chrono::seconds(5), [&](auto outcome) { calls += outcome ? 100 : 1; });
    }
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(alarms.pending(), 0U);
}

TEST(OutcomeWaiters, TakesACallbackThatWaitsAgain) {
    WaitersWorld world;
    world.waiters.wait(world.id, std::chrono::seconds(5), [&](auto) {
        world.waiters.wait(world.id, std::chrono::seconds(5), [&](auto) { ++world.calls; });
    });
    world.waiters.publish(world.id, world.outcome);
    EXPECT_EQ(world.calls, 0);
    world.waiters.publish(world.id, world.outcome);
    EXPECT_EQ(world.calls, 1);
}

}  // namespace
}  // namespace tilbage::core
