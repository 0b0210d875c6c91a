#include "core/sync_service/take_check_in.h"

#include <gtest/gtest.h>

#include "fakes/sync_service_world.h"

namespace tilbage::core {
namespace {

using base::Millis;

class TakeCheckInTest : public testing::Test {
protected:
    static SyncCheckIn ending() {
        auto said = fakes::SyncServiceWorld::check_in();
        said.report.wants_lease = false;
        return said;
    }
    fakes::SyncServiceWorld world;
};

TEST_F(TakeCheckInTest, TheFirstToAskGetsTheLeaseAndTheOtherIsToldWhoHasIt) {
    const auto first = world.run("one");
    EXPECT_TRUE(first.lease.held);
    EXPECT_EQ(first.lease.holder, "one");
    EXPECT_EQ(first.lease.valid_for, kLeaseTime);
    EXPECT_EQ(first.lease.expires_at, world.clock.now() + kLeaseTime);
    world.pass(Millis{4'000});
    const auto second = world.run("two");
    EXPECT_FALSE(second.lease.held);
    EXPECT_EQ(second.lease.holder, "one");
    EXPECT_EQ(second.lease.valid_for, Millis{0});
    EXPECT_EQ(second.lease.expires_at, first.lease.expires_at);
}

TEST_F(TakeCheckInTest, WhoRenewsKeepsTheLeaseForEver) {
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(world.run("one").lease.held);
        EXPECT_FALSE(world.run("two").lease.held);
        world.pass(Millis{29'999});
    }
}

TEST_F(TakeCheckInTest, ALeaseThatRanOutGoesToWhoAsksFirst) {
    (void)world.run("one");
    world.pass(Millis{29'999});
    EXPECT_FALSE(world.run("two").lease.held);
    world.pass(Millis{1});
    EXPECT_TRUE(world.run("two").lease.held);
    const auto late = world.run("one");
    EXPECT_FALSE(late.lease.held);
    EXPECT_EQ(late.lease.holder, "two");
}

TEST_F(TakeCheckInTest, AnAgentThatEndsGivesItsLeaseBack) {
    (void)world.run("one");
    EXPECT_FALSE(world.run("one", ending()).lease.held);
    EXPECT_TRUE(world.run("two").lease.held);
}

TEST_F(TakeCheckInTest, AStagingAgentTakesNoLeaseFromAnybody) {
    EXPECT_FALSE(world.run("one", ending()).lease.held);
    EXPECT_EQ(world.run("one", ending()).lease.holder, "");
    EXPECT_TRUE(world.run("two").lease.held);
}

TEST_F(TakeCheckInTest, AnAgentThatIsRemovedHoldsNothingAnyMore) {
    (void)world.run("one");
    world.status.remove("one");
    EXPECT_TRUE(world.run("two").lease.held);
}

TEST_F(TakeCheckInTest, AClockThatJumpsTakesNoLeaseAwayAndGivesNone) {
    (void)world.run("one");
    world.clock.advance(std::chrono::hours(5));
    EXPECT_FALSE(world.run("two").lease.held);
    world.clock.set(world.clock.now() - std::chrono::hours(24 * 400));
    EXPECT_FALSE(world.run("two").lease.held);
    EXPECT_TRUE(world.run("one").lease.held);
    world.pass(kLeaseTime);
    EXPECT_TRUE(world.run("two").lease.held);
}

TEST_F(TakeCheckInTest, AfterAStartOfTheTenantsMachineTheHolderHasItsTimeToComeBack) {
    (void)world.run("one");
    world.boot_clock.start_anew("boot-2", Millis{20'000});
    EXPECT_FALSE(world.run("two").lease.held);
    EXPECT_TRUE(world.run("one").lease.held);
    world.boot_clock.start_anew("boot-3", Millis{20'000});
    world.pass(Millis{10'000});
    EXPECT_TRUE(world.run("two").lease.held);
}

TEST_F(TakeCheckInTest, AgentsOfDirectoriesThatDoNotOverlapHoldALeaseEach) {
    EXPECT_TRUE(world.run("one").lease.held);
    EXPECT_TRUE(world.run("two", fakes::SyncServiceWorld::check_in("ex2.test")).lease.held);
    auto both = fakes::SyncServiceWorld::check_in("EX2.test");
    both.report.directories.push_back(fakes::SyncServiceWorld::check_in().report.directories.front());
    EXPECT_FALSE(world.run("three", both).lease.held);
}

TEST_F(TakeCheckInTest, RunsAreKeptOnceAndAcknowledgedEveryTime) {
    auto said = fakes::SyncServiceWorld::check_in();
    SyncRun run;
    run.id = SyncRunId("run-1");
    said.runs.push_back(run);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(world.run("one", said).acknowledged_runs, std::vector{run.id});
    EXPECT_EQ(world.runs.runs.size(), 1U);
    EXPECT_EQ(world.runs.runs.front().agent_name, "one");
}

TEST_F(TakeCheckInTest, TellsTheThresholdThatTheAdministratorsChose) {
    world.settings.settings.removal_threshold = {RemovalThreshold::Type::percentage, 12};
    EXPECT_EQ(world.run("one").removal_threshold, (RemovalThreshold{RemovalThreshold::Type::percentage, 12}));
}

TEST_F(TakeCheckInTest, RemembersSinceWhenAnAgentFails) {
    auto failing = fakes::SyncServiceWorld::check_in();
    failing.report.state = SyncState::failed;
    (void)world.run("one", failing);
    const auto began = world.clock.now();
    world.pass(Millis{10'000});
    (void)world.run("one", failing);
    EXPECT_EQ(world.status.reports.begin()->second.failing_since, began);
    (void)world.run("one");
    EXPECT_EQ(world.status.reports.begin()->second.failing_since, std::nullopt);
    EXPECT_EQ(world.looked, 3);
}

}  // namespace
}  // namespace tilbage::core
