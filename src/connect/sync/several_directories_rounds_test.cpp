// Rounds of an agent with two directories.
#include <gmock/gmock.h>
#include <thread>

#include "connect/sync/sync_board.h"
#include "connect/sync/sync_rounds.h"
#include "crypto/system_random.h"
#include "fakes/manual_boot_clock.h"
#include "fakes/sync_world.h"

namespace tilbage::connect {
namespace {

using namespace std::chrono_literals;
using base::ErrorCode;
using core::SyncState;

class SeveralDirectoriesRounds : public ::testing::Test {
protected:
    SeveralDirectoriesRounds() {
        world.directory.add_person(world.directory.head(), "CN=anna");
        world.other.add_person(world.other.head(), "CN=carl");
    }
    void start() {
        first = std::make_unique<WatchedSource>(world.directory);
        second = std::make_unique<WatchedSource>(world.other);
        world.engine = std::make_unique<core::SyncEngine>(
            core::SyncEngine::Ports{world.space, world.metaverse, world.work, world.clock},
            std::vector<core::SourcedDirectory>{{1, *first, world.rules}, {2, *second, world.rules}});
        directories.push_back(
            {.number = 1, .source = *first, .section = "directory", .server = "ldaps://dc1.ex1.test"});
        directories.push_back({.number = 2,
                               .source = *second,
                               .reach = reach,
                               .section = "directory2",
                               .server = "ldaps://dc1.ex2.test"});
        rounds = std::make_unique<SyncRounds>(SyncRounds::Parts{.engine = *world.engine,
                                                                .directories = directories,
                                                                .target = world.target,
                                                                .target_id = "tenant",
                                                                .clock = world.clock,
                                                                .boot_clock = boot_clock,
                                                                .random = random,
                                                                .on_state = [](SyncState) {}},
                                              RoundConditions{.holds_lease = [] { return true; },
                                                              .another_holds_lease = [] { return false; },
                                                              .threshold = [] { return core::RemovalThreshold(); }});
    }
    RoundResult round(RoundRequest request = {}) {
        if (!rounds) start();
        return rounds->round(request, {});
    }
    void wait() {
        boot_clock.advance(31s);
        world.clock.advance(31s);
    }
    void away() { world.other.fail_with(base::Error{ErrorCode::unavailable, "away"}); }

    fakes::SyncWorld world;
    fakes::ManualBootClock boot_clock;
    crypto::SystemRandom random;
    std::function<base::Result<void>()> reach;
    std::unique_ptr<WatchedSource> first;
    std::unique_ptr<WatchedSource> second;
    std::vector<RoundDirectory> directories;
    std::unique_ptr<SyncRounds> rounds;
};

TEST_F(SeveralDirectoriesRounds, OneThatIsAwayIsToldByNameAndTheOtherGoesOn) {
    EXPECT_EQ(round().run.created, 2);
    away();
    auto result = round();
    ASSERT_EQ(result.new_failures.size(), 1U);
    EXPECT_EQ(result.new_failures.front().code, "directory_unavailable");
    EXPECT_EQ(result.new_failures.front().message, "ex2.test: away");
    EXPECT_EQ(rounds->state(), SyncState::failed);
    EXPECT_FALSE(rounds->problem_of_directory(0));
    ASSERT_TRUE(rounds->problem_of_directory(1));
    world.directory.add_person(world.directory.head(), "CN=bo");
    result = round();
    EXPECT_EQ(result.run.created, 1);
    EXPECT_TRUE(result.new_failures.empty()) << "told once";
    world.other.fail_with(std::nullopt);
    wait();
    EXPECT_TRUE(round().is_whole);
    EXPECT_EQ(rounds->state(), SyncState::idle);
}

TEST_F(SeveralDirectoriesRounds, OneThatNeverAnsweredIsCalledByItsSection) {
    away();
    const auto result = round();
    EXPECT_EQ(result.run.created, 1);
    ASSERT_EQ(result.new_failures.size(), 1U);
    EXPECT_EQ(result.new_failures.front().message, "directory2: away");
}

TEST_F(SeveralDirectoriesRounds, TheReportNamesTheOneThatFails) {
    (void)round();
    away();
    const auto result = round();
    SyncBoard board;
    ASSERT_TRUE(board.take(result, *rounds, *world.engine, directories, {}, world.clock.now()));
    const auto report = board.picture().report;
    ASSERT_EQ(report.directories.size(), 2U);
    EXPECT_EQ(report.directories[0].problem, "");
    EXPECT_EQ(report.directories[1].domain, "ex2.test");
    EXPECT_EQ(report.directories[1].problem, "ex2.test: away");
}

TEST_F(SeveralDirectoriesRounds, OneThatHangsKeepsNobodyWaiting) {
    std::promise<void> answer;
    auto answered = answer.get_future().share();
    reach = [answered] {
        answered.wait();
        return base::Result<void>();
    };
    EXPECT_EQ(round().run.created, 0) << "the same person may be in both: nobody is told before each was tried";
    EXPECT_EQ(round().run.created, 0);
    answer.set_value();
    std::int64_t created = 0;
    for (int i = 0; i < 2000 && created == 0; ++i) {
        created = round().run.created;
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(created, 2);
}

TEST_F(SeveralDirectoriesRounds, OneThatFailedIsAskedBesideTheOthersWork) {
    (void)round();
    std::promise<void> answer;
    auto answered = answer.get_future().share();
    rounds.reset();
    world.engine.reset();
    directories.clear();
    std::atomic<int> asked = 0;
    reach = [&asked, answered]() -> base::Result<void> {
        if (++asked == 1) return base::fail(ErrorCode::timeout, "no answer");
        answered.wait();
        return {};
    };
    while (round({.asked = true}).new_failures.empty()) {
    }
    wait();
    world.directory.add_person(world.directory.head(), "CN=bo");
    EXPECT_EQ(round().run.created, 1) << "while the other is being asked";
    EXPECT_EQ(rounds->problem()->message, "directory2: no answer");
    answer.set_value();
    for (int i = 0; i < 2000 && rounds->problem(); ++i) {
        (void)round();
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_FALSE(rounds->problem());
}

}  // namespace
}  // namespace tilbage::connect
