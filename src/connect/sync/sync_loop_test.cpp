#include "connect/sync/sync_loop.h"

#include <gtest/gtest.h>

#include "adapters/http/testing/server_fixture.h"
#include "connect/sync/leased_target.h"
#include "crypto/system_random.h"
#include "fakes/sync_world.h"

namespace tilbage::connect {
namespace {

using adapters::http::Mailbox;

class SyncLoopTest : public ::testing::Test {
protected:
    SyncLoopTest() {
        unit_ = world_.directory.add_unit(world_.directory.head(), "OU=People");
        anna_ = world_.directory.add_person(unit_, "CN=Anna", {{"sAMAccountName", {"anna"}}});
        world_.rules.scope.mode = core::Scope::Mode::all;
        world_.engine = std::make_unique<core::SyncEngine>(
            core::SyncEngine::Ports{world_.space, world_.metaverse, world_.work, world_.clock},
            std::vector<core::SourcedDirectory>{{1, watched_, world_.rules}});
        rounds_ = std::make_unique<SyncRounds>(SyncRounds::Parts{.engine = *world_.engine,
                                                                 .directories = {{1, watched_}},
                                                                 .target = target_,
                                                                 .target_id = "tenant",
                                                                 .clock = world_.clock,
                                                                 .boot_clock = clock_,
                                                                 .random = random_,
                                                                 .on_state = [](core::SyncState) {}},
                                               RoundConditions{.holds_lease = [] { return true; },
                                                               .another_holds_lease = [] { return false; },
                                                               .threshold = [] { return core::RemovalThreshold(); }});
        loop_ = std::make_unique<SyncLoop>(
            SyncLoop::Parts{.rounds = *rounds_,
                            .engine = *world_.engine,
                            .clock = clock_,
                            .take_orders = {},
                            .on_round = [this](const RoundResult& result) { told_.put(result); }},
            LoopTimes{.quick = base::Millis(5), .slow = base::Millis(5)});
    }
    LoopOrder::Answer ask(core::SyncOrderKind kind, const std::string& user = {}) {
        Mailbox<LoopOrder::Answer> answers;
        loop_->give({.kind = kind, .user = user, .answer = [&](const auto& answer) { answers.put(answer); }});
        return answers.take().value();
    }

    fakes::SyncWorld world_;
    base::SystemBootClock clock_;
    crypto::SystemRandom random_;
    WatchedSource watched_{world_.directory};
    std::atomic<bool> throws_ = false;  // once
    LeasedTarget target_{world_.target, [this] {
                             if (throws_.exchange(false)) throw std::runtime_error("third-party code");
                             return true;
                         }};
    core::ObjectGuid unit_;
    core::ObjectGuid anna_;
    Mailbox<RoundResult> told_;
    std::unique_ptr<SyncRounds> rounds_;
    std::unique_ptr<SyncLoop> loop_;  // last: its thread uses the rest
};

TEST_F(SyncLoopTest, ItBringsWhatIsThereByItself) {
    loop_->start();
    const auto first = told_.take();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->run.created, 1);
    loop_->stop();
    EXPECT_EQ(world_.difference(), "");
}

TEST_F(SyncLoopTest, AnOrderIsAnsweredWithWhatCameOfIt) {
    loop_->start();
    const auto full = ask(core::SyncOrderKind::full);
    ASSERT_TRUE(full.run);
    EXPECT_EQ(full.run->kind, core::SyncRun::Kind::full);
    const auto explained = ask(core::SyncOrderKind::explain, "anna");
    ASSERT_TRUE(explained.explanation);
    EXPECT_TRUE(explained.explanation->joined);
    EXPECT_EQ(ask(core::SyncOrderKind::allow_removals).allowed, 0U);
}

TEST_F(SyncLoopTest, APreviewTellsWhatOtherRulesWouldMeanAndChangesNothing) {
    loop_->start();
    (void)ask(core::SyncOrderKind::run);
    Mailbox<LoopOrder::Answer> answers;
    auto rules = world_.rules;
    rules.scope.mode = core::Scope::Mode::selected;
    rules.scope.include = {*core::DistinguishedName::parse("OU=Elsewhere,DC=ex1,DC=test")};
    loop_->give({.kind = core::SyncOrderKind::run,
                 .user = {},
                 .wanted = {{{.directory = 1, .rules = rules}}},
                 .answer = [&](const auto& answer) { answers.put(answer); }});
    const auto answer = answers.take();
    loop_->stop();
    ASSERT_TRUE(answer && answer->previews);
    EXPECT_EQ(answer->previews->front().removed, 1U);
    EXPECT_EQ(answer->previews->front().unknown, std::vector<std::string>{"OU=Elsewhere,DC=ex1,DC=test"});
    EXPECT_NE(world_.person(anna_), nullptr);
}

TEST_F(SyncLoopTest, AnOrderMayBeAnsweredWhenItIsTakenUp) {
    Mailbox<LoopOrder::Answer> answers;
    loop_->give({.kind = core::SyncOrderKind::run,
                 .user = {},
                 .answer = [&](const auto& answer) { answers.put(answer); },
                 .when_taken_up = true});
    loop_->start();
    const auto answer = answers.take();
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->run);
    EXPECT_FALSE(answer->problem);
    loop_->stop();
    EXPECT_EQ(answers.size(), 0U) << "once";
}

TEST_F(SyncLoopTest, AnExceptionOfTheTargetIsAFailureAndTheLoopGoesOn) {
    throws_ = true;
    loop_->start();
    std::optional<RoundResult> result;
    do {
        result = told_.take();
    } while (result && result->run.created == 0);
    EXPECT_TRUE(result);
    EXPECT_FALSE(throws_);
}

}  // namespace
}  // namespace tilbage::connect
