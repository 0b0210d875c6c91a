#include "core/sync_service/sync_orders.h"

#include <gtest/gtest.h>

#include "fakes/sync_service_world.h"

namespace tilbage::core {
namespace {

using base::Millis;
using World = fakes::SyncServiceWorld;

class SyncOrdersTest : public testing::Test {
protected:
    void explain(const std::string& user) {
        world.orders.explain(world.orderer, user, [this](const Answer<SyncOrders::Explained>& answer) {
            ++answers;
            last = answer;
        });
    }
    SyncCheckInAnswer answer(const std::string& agent, const SyncOrderId& order,
                             const std::optional<Explanation>& explanation, const std::string& domain = "ex1.test") {
        auto said = World::check_in(domain);
        said.answers.push_back({order, std::nullopt, explanation});
        return world.run(agent, said);
    }
    static Explanation found(bool is = true) {
        Explanation explanation;
        explanation.found = is;
        return explanation;
    }

    World world;
    int answers = 0;
    Answer<SyncOrders::Explained> last = SyncOrders::Explained();
};

TEST_F(SyncOrdersTest, AnOrderGoesToTheHolderAtOnceAndUntilItIsAnswered) {
    (void)world.run("one");
    (void)world.run("two");
    ASSERT_TRUE(world.orders.give(world.orderer, SyncOrderKind::full));
    EXPECT_EQ(world.woken, std::vector<std::string>{"one"});
    EXPECT_TRUE(world.run("two").orders.empty());
    for (int i = 0; i < 2; ++i) {
        const auto orders = world.run("one").orders;
        ASSERT_EQ(orders.size(), 1U);
        EXPECT_EQ(orders[0].kind, SyncOrderKind::full);
    }
    EXPECT_TRUE(answer("one", world.order_store.orders[0].order.id, std::nullopt).orders.empty());
    EXPECT_TRUE(world.order_store.orders[0].answered_at);
    ASSERT_EQ(world.audit.records.size(), 1U);
    EXPECT_EQ(world.audit.records[0].record.action, "sync.full");
    EXPECT_EQ(world.audit.records[0].record.actor, "administrator:1");
}

TEST_F(SyncOrdersTest, WhoeverGetsTheLeaseGetsTheOrders) {
    (void)world.run("one");
    ASSERT_TRUE(world.orders.give(world.orderer, SyncOrderKind::run));
    world.pass(kLeaseTime);
    EXPECT_EQ(world.run("two").orders.size(), 1U);
}

TEST_F(SyncOrdersTest, AnOrderThatNobodyTakesUpEndsAfterTwoMinutes) {
    (void)world.run("one");
    ASSERT_TRUE(world.orders.give(world.orderer, SyncOrderKind::run));
    world.pass(kOrderLifetime);
    EXPECT_TRUE(world.run("one").orders.empty());
    EXPECT_FALSE(world.order_store.orders[0].answered_at);
}

TEST_F(SyncOrdersTest, WithoutAnAgentThereIsNobodyToOrder) {
    EXPECT_EQ(world.orders.give(world.orderer, SyncOrderKind::run).error().code, RefusalCode::agent_unavailable);
    (void)world.run("one");
    world.pass(kLeaseTime);
    EXPECT_EQ(world.orders.give(world.orderer, SyncOrderKind::run).error().code, RefusalCode::agent_unavailable);
    explain("anna");
    EXPECT_EQ(last.error().code, RefusalCode::agent_unavailable);
}

TEST_F(SyncOrdersTest, RemovalsAreAllowedOnlyWhereSomeWait) {
    auto said = World::check_in();
    (void)world.run("one", said);
    EXPECT_EQ(world.orders.give(world.orderer, SyncOrderKind::allow_removals).error().code, RefusalCode::not_found);
    said.report.held_removals = HeldRemovals{.count = 3, .threshold = 1, .people = 9, .since = {}, .sample = {}};
    (void)world.run("one", said);
    ASSERT_TRUE(world.orders.give(world.orderer, SyncOrderKind::allow_removals));
    EXPECT_EQ(world.run("one", said).orders.at(0).kind, SyncOrderKind::allow_removals);
}

TEST_F(SyncOrdersTest, AStagingAgentIsAskedWhereNobodyHoldsTheLease) {
    auto staging = World::check_in();
    staging.report.wants_lease = false;
    staging.report.state = SyncState::staging;
    (void)world.run("one", staging);
    explain("anna");
    const auto orders = world.run("one", staging).orders;
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].user, "anna");
}

TEST_F(SyncOrdersTest, AnExplanationComesToWhoWaits) {
    (void)world.run("one");
    explain("anna");
    EXPECT_EQ(answers, 0);
    const auto order = world.run("one").orders.at(0);
    (void)answer("one", order.id, found());
    ASSERT_EQ(answers, 1);
    EXPECT_TRUE(last->explanation->found);
    (void)answer("one", order.id, found());  // told again because the answer was lost
    world.pass(kExplainWithin);
    EXPECT_EQ(answers, 1);
    EXPECT_EQ(world.alarms.pending(), 0U);
}

TEST_F(SyncOrdersTest, TheFirstOfSeveralForestsThatFindsSomebodyAnswers) {
    (void)world.run("one");
    (void)world.run("two", World::check_in("ex2.test"));
    explain("anna");
    const auto first = world.run("one").orders.at(0);
    const auto second = world.run("two", World::check_in("ex2.test")).orders.at(0);
    (void)answer("one", first.id, found(false));
    EXPECT_EQ(answers, 0);
    (void)answer("two", second.id, found(), "ex2.test");
    ASSERT_EQ(answers, 1);
    EXPECT_TRUE(last->explanation->found);
}

TEST_F(SyncOrdersTest, NobodyFoundIsToldWhenAllHaveLooked) {
    (void)world.run("one");
    (void)world.run("two", World::check_in("ex2.test"));
    explain("anna");
    (void)answer("one", world.order_store.orders[0].order.id, found(false));
    (void)answer("two", world.order_store.orders[1].order.id, found(false), "ex2.test");
    ASSERT_EQ(answers, 1);
    EXPECT_FALSE(last->explanation->found);
}

TEST_F(SyncOrdersTest, AfterFifteenSecondsWithoutAnAnswerThatIsTold) {
    (void)world.run("one");
    explain("anna");
    world.pass(kExplainWithin - Millis{1});
    EXPECT_EQ(answers, 0);
    world.pass(Millis{1});
    ASSERT_EQ(answers, 1);
    EXPECT_FALSE(last->explanation || last->problem);
    (void)answer("one", world.order_store.orders[0].order.id, found());
    EXPECT_EQ(answers, 1);
}

TEST_F(SyncOrdersTest, WhoWaitsWhenTheProgramEndsIsAnswered) {
    (void)world.run("one");
    explain("anna");
    world.orders.release_all();
    EXPECT_EQ(answers, 1);
    EXPECT_EQ(world.alarms.pending(), 0U);
}

}  // namespace
}  // namespace tilbage::core
