#include "connect/sync/sync_rounds.h"

#include <gmock/gmock.h>

#include "connect/sync/sync_board.h"
#include "crypto/system_random.h"
#include "fakes/manual_boot_clock.h"
#include "fakes/sync_world.h"
#include "wire/sync_check_in.h"

namespace tilbage::connect {
namespace {

using namespace std::chrono_literals;
using base::ErrorCode;
using core::SyncState;

class SyncRoundsTest : public ::testing::Test {
protected:
    SyncRoundsTest() {
        unit = world.directory.add_unit(world.directory.head(), "OU=People");
        anna = world.directory.add_person(unit, "CN=Anna");
        world.rules.scope.mode = core::Scope::Mode::all;
    }
    void start() {
        watched = std::make_unique<WatchedSource>(world.directory);
        world.engine = std::make_unique<core::SyncEngine>(
            core::SyncEngine::Ports{world.space, world.metaverse, world.work, world.clock},
            std::vector<core::SourcedDirectory>{{1, *watched, world.rules}});
        rounds = std::make_unique<SyncRounds>(
            SyncRounds::Parts{.engine = *world.engine,
                              .directories = {{1, *watched}},
                              .target = world.target,
                              .target_id = "tenant",
                              .clock = world.clock,
                              .boot_clock = boot_clock,
                              .random = random,
                              .on_state = [this](SyncState state) { states.push_back(state); }},
            RoundConditions{.holds_lease = [this] { return lease; },
                            .another_holds_lease = [this] { return elsewhere; },
                            .threshold = [this] { return threshold; },
                            .staging = staging});
    }
    RoundResult round(RoundRequest request = {}) {
        if (!rounds) start();
        return rounds->round(request, {});
    }
    // Time in which every try that failed may be made again.
    void wait() {
        boot_clock.advance(31s);
        world.clock.advance(31s);
    }

    fakes::SyncWorld world;
    fakes::ManualBootClock boot_clock;
    crypto::SystemRandom random;
    core::ObjectGuid unit;
    core::ObjectGuid anna;
    bool lease = true;
    bool elsewhere = false;
    bool staging = false;
    core::RemovalThreshold threshold;
    std::vector<SyncState> states;
    std::unique_ptr<WatchedSource> watched;
    std::unique_ptr<SyncRounds> rounds;
};

TEST_F(SyncRoundsTest, TheFirstRoundBringsEverybodyAndTheNextHasNothingToDo) {
    const auto first = round();
    EXPECT_TRUE(first.is_news);
    EXPECT_TRUE(first.is_whole);
    EXPECT_EQ(first.run.kind, core::SyncRun::Kind::full);
    EXPECT_EQ(first.run.created, 1);
    EXPECT_EQ(first.why_full, "the first import");
    EXPECT_THAT(states, ::testing::Contains(SyncState::importing));
    EXPECT_EQ(world.difference(), "");
    const auto calls = world.target.calls();
    const auto second = round();
    EXPECT_FALSE(second.is_news);
    EXPECT_EQ(world.target.calls(), calls);
    EXPECT_EQ(rounds->state(), SyncState::idle);
}

TEST_F(SyncRoundsTest, SomethingCorruptIsAReasonToLookAtTheStoreAndADirectoryThatIsAwayIsNone) {
    (void)round();
    world.directory.fail_with(base::Error{ErrorCode::unavailable, "away"});
    (void)round({.asked = true});
    EXPECT_FALSE(rounds->take_suspicion());
    world.directory.fail_with(base::Error{ErrorCode::corrupt, "whoever said it"});
    (void)round({.asked = true});
    EXPECT_TRUE(rounds->take_suspicion());
    EXPECT_FALSE(rounds->take_suspicion()) << "told once";
}

TEST_F(SyncRoundsTest, AChangeIsToldInTheNextRound) {
    (void)round();
    world.directory.set(anna, "displayName", {"Anna K."});
    const auto changed = round();
    EXPECT_TRUE(changed.imported);
    EXPECT_EQ(changed.run.kind, core::SyncRun::Kind::delta);
    EXPECT_EQ(changed.run.updated, 1);
    EXPECT_EQ(world.difference(), "");
}

TEST_F(SyncRoundsTest, WithoutTheLeaseNobodyIsToldAndWithItEverybodyAtOnce) {
    lease = false;
    auto result = round();
    EXPECT_FALSE(result.is_whole) << "the tenant has not said yet who holds it";
    EXPECT_EQ(world.target.calls(), 0);
    elsewhere = true;
    result = round();
    EXPECT_TRUE(result.is_whole);
    EXPECT_EQ(rounds->state(), SyncState::standby);
    lease = true;
    EXPECT_EQ(round().run.created, 1);
    EXPECT_EQ(rounds->state(), SyncState::idle);
}

TEST_F(SyncRoundsTest, ALeaseThatIsLostInTheMiddleIsNoFailureAndTheRestIsTheOthers) {
    (void)round();
    world.target.before_apply = [this](int) -> base::Result<void> {
        lease = false;
        elsewhere = true;
        return base::fail(ErrorCode::unavailable, "another agent has taken the synchronisation over");
    };
    world.directory.set(anna, "displayName", {"Anna K."});
    const auto result = round();
    EXPECT_TRUE(result.new_failures.empty());
    (void)round();
    EXPECT_EQ(rounds->state(), SyncState::standby);
}

TEST_F(SyncRoundsTest, StagingTellsNobodyAndCountsWhatItWouldHaveDone) {
    staging = true;
    const auto result = round();
    EXPECT_EQ(world.target.calls(), 0);
    EXPECT_EQ(result.run.created, 1);
    EXPECT_TRUE(result.is_whole);
    EXPECT_EQ(rounds->state(), SyncState::staging);
}

TEST_F(SyncRoundsTest, ADirectoryThatDoesNotAnswerIsToldOnceAndTriedAgainWithTimeBetween) {
    (void)round();
    world.directory.fail_with(base::Error{ErrorCode::unavailable, "no domain controller answers"});
    const auto first = round();
    ASSERT_EQ(first.new_failures.size(), 1U);
    EXPECT_EQ(first.new_failures[0].code, "directory_unavailable");
    EXPECT_EQ(first.run.result, core::SyncRun::Result::failed);
    EXPECT_EQ(rounds->state(), SyncState::failed);
    const auto looks = world.directory.looks();
    EXPECT_FALSE(round().is_news);
    EXPECT_EQ(world.directory.looks(), looks) << "it is given time";
    world.directory.fail_with(base::Error{ErrorCode::unavailable, "no answer in time"});
    wait();
    EXPECT_TRUE(round().new_failures.empty()) << "the same, in other words";
    EXPECT_EQ(rounds->problem()->message, "no answer in time");
    world.directory.fail_with(std::nullopt);
    wait();
    (void)round();
    EXPECT_EQ(rounds->state(), SyncState::idle);
    EXPECT_FALSE(rounds->problem());
}

TEST_F(SyncRoundsTest, SomebodyWhoAsksDoesNotWaitForTheTimeBetweenTries) {
    (void)round();
    world.directory.fail_with(base::Error{ErrorCode::unavailable, "away"});
    (void)round();
    world.directory.fail_with(std::nullopt);
    const auto asked = round({.asked = true, .full = false});
    EXPECT_TRUE(asked.is_news);
    EXPECT_TRUE(asked.is_whole);
}

TEST_F(SyncRoundsTest, ATenantThatDoesNotAnswerKeepsNobodyFromReading) {
    (void)round();
    world.target.before_apply = [](int) { return base::Result<void>(base::fail(ErrorCode::unavailable, "away")); };
    world.directory.set(anna, "displayName", {"Anna 1"});
    EXPECT_EQ(round().new_failures.at(0).code, "tenant_unavailable");
    world.directory.set(anna, "displayName", {"Anna 2"});
    EXPECT_TRUE(round().imported);
    world.target.before_apply = [](int) { return base::Result<void>(); };
    EXPECT_EQ(round().run.updated, 0) << "not yet";
    wait();
    EXPECT_EQ(round().run.updated, 1);
    EXPECT_EQ(world.difference(), "");
}

TEST_F(SyncRoundsTest, ATenantThatAsksForPatienceGetsIt) {
    world.target.try_again = 1;
    const auto first = round();
    EXPECT_FALSE(first.is_whole);
    EXPECT_EQ(first.new_failures.at(0).code, "tenant_unavailable");
    wait();
    EXPECT_TRUE(round().is_whole);
    EXPECT_EQ(world.difference(), "");
}

TEST_F(SyncRoundsTest, AUnitThatIsNotThereStopsEverythingAndRemovesNobody) {
    (void)round();
    rounds.reset();
    world.rules.scope.mode = core::Scope::Mode::selected;
    world.rules.scope.include = {*core::DistinguishedName::parse("OU=Poeple,DC=ex1,DC=test")};
    const auto result = round();
    EXPECT_EQ(result.new_failures.at(0).code, "scope_not_found");
    EXPECT_THAT(result.new_failures.at(0).message, ::testing::HasSubstr("OU=Poeple"));
    EXPECT_NE(world.person(anna), nullptr);
}

TEST_F(SyncRoundsTest, TooManyRemovalsWaitAndAreNewsOnce) {
    const auto other = world.directory.add_person(unit, "CN=Bo");
    (void)round();
    threshold = {.type = core::RemovalThreshold::Type::count, .value = 0};
    world.directory.remove(anna);
    const auto held = round();
    EXPECT_EQ(held.run.held, 1);
    EXPECT_EQ(held.run.result, core::SyncRun::Result::removals_held);
    EXPECT_TRUE(held.is_news);
    EXPECT_EQ(rounds->state(), SyncState::waiting_for_approval);
    EXPECT_FALSE(round().is_news);
    world.directory.set(other, "displayName", {"Bo B."});
    EXPECT_EQ(round().run.updated, 1) << "everything else goes on";
    ASSERT_EQ(world.engine->allow_removals().value(), 1U);
    EXPECT_EQ(round({.asked = true, .full = false}).run.removed, 1);
    EXPECT_EQ(rounds->state(), SyncState::idle);
}

TEST_F(SyncRoundsTest, WhatOthersChangedInTheTenantIsPutRight) {
    (void)round();
    world.target.rename(world.target.id_of(world.anchor(anna)), "Somebody else");
    EXPECT_EQ(round().run.updated, 0);
    boot_clock.advance(2min);
    EXPECT_EQ(round().run.updated, 1);
    EXPECT_EQ(world.difference(), "");
}

TEST_F(SyncRoundsTest, WhoIsNotToldOfDeletionsFindsThemByComparing) {
    world.directory.set_sees_deletions(false);
    (void)round();
    world.directory.remove(anna);
    (void)round();
    EXPECT_NE(world.person(anna), nullptr);
    boot_clock.advance(6min);
    EXPECT_EQ(round().run.removed, 1);
}

TEST_F(SyncRoundsTest, WhatIsReportedCanBeToldToTheTenantAlsoWhenTheDirectoryNeverAnswered) {
    world.directory.fail_with(base::Error{ErrorCode::unavailable, "away"});
    SyncBoard board;
    auto result = round();
    const std::vector<RoundDirectory> directories{{1, *watched}};
    ASSERT_TRUE(board.take(result, *rounds, *world.engine, directories, threshold, world.clock.now()));
    core::SyncCheckIn check_in{.report = board.picture().report, .runs = {result.run}, .answers = {}};
    EXPECT_TRUE(wire::decode_sync_check_in(wire::encode_sync_check_in(check_in)));
    EXPECT_EQ(check_in.report.state, SyncState::failed);
    world.directory.fail_with(std::nullopt);
    wait();
    result = round();
    ASSERT_TRUE(board.take(result, *rounds, *world.engine, directories, threshold, world.clock.now()));
    check_in.report = board.picture().report;
    const auto read = wire::decode_sync_check_in(wire::encode_sync_check_in(check_in));
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_THAT(read->report.directories, ::testing::SizeIs(1));
    EXPECT_EQ(read->report.directories[0].domain, "ex1.test");
    EXPECT_EQ(read->report.directories[0].people, 1);
}

TEST_F(SyncRoundsTest, AFullRoundThatWasAskedForChangesNothingThatIsRight) {
    (void)round();
    const auto full = round({.asked = true, .full = true});
    EXPECT_EQ(full.run.kind, core::SyncRun::Kind::full);
    EXPECT_EQ(full.run.created + full.run.updated + full.run.removed, 0);
    EXPECT_EQ(world.directory.full_reads(), 2);
}

}  // namespace
}  // namespace tilbage::connect
