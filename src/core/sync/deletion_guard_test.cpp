#include "core/sync/deletion_guard.h"

#include <gtest/gtest.h>

#include "fakes/sync_world.h"

namespace tilbage::core {
namespace {

using fakes::SyncWorld;

class DeletionGuardTest : public testing::Test {
protected:
    SyncWorld world;
    std::vector<ObjectGuid> crowd;

    void SetUp() override {
        for (int i = 0; i < 20; ++i)
            crowd.push_back(world.directory.add_person(world.directory.head(), "CN=p" + std::to_string(i)));
        threshold(RemovalThreshold::Type::count, 5);
        ASSERT_TRUE(world.round());
    }
    void threshold(RemovalThreshold::Type type, int value) { world.export_rules.threshold = {type, value}; }
    void remove(int from, int to) {
        for (int i = from; i < to; ++i) world.directory.remove(crowd[static_cast<std::size_t>(i)]);
    }
    ExportRun round() { return world.round().value(); }
    [[nodiscard]] std::size_t people() const { return world.target.people().size(); }
};

TEST_F(DeletionGuardTest, AsManyAsAllowedGo) {
    remove(0, 5);
    EXPECT_EQ(round().removed, 5);
    EXPECT_FALSE(world.engine->held_removals(world.export_rules.threshold).value());
}

TEST_F(DeletionGuardTest, OneMoreHoldsAllOfThemAndNothingElse) {
    remove(0, 6);
    world.directory.set(crowd[10], "displayName", {"Anna"});
    const auto run = round();
    EXPECT_EQ(run.removed, 0);
    EXPECT_EQ(run.held, 6);
    EXPECT_EQ(run.updated, 1);
    EXPECT_EQ(people(), 20);
    const auto held = world.engine->held_removals(world.export_rules.threshold).value();
    ASSERT_TRUE(held);
    EXPECT_EQ(held->count, 6);
    EXPECT_EQ(held->threshold, 5);
    EXPECT_EQ(held->people, 14);
    EXPECT_EQ(held->since, world.clock.now());
    EXPECT_EQ(held->sample.size(), 6);
    EXPECT_NE(std::ranges::find(held->sample, "p3@ex1.test"), held->sample.end());
}

TEST_F(DeletionGuardTest, CountsWhatWentWithin24HoursAcrossARestart) {
    remove(0, 4);
    round();
    world.restart();
    world.clock.advance(std::chrono::hours(23));
    remove(4, 6);
    EXPECT_EQ(round().held, 2);
    world.clock.advance(std::chrono::hours(2));
    EXPECT_EQ(round().removed, 2);
}

TEST_F(DeletionGuardTest, AYesIsForThoseWhoWaitAndForNobodyElse) {
    remove(0, 6);
    round();
    world.clock.advance(std::chrono::hours(1));
    EXPECT_EQ(world.engine->allow_removals().value(), 6);
    remove(6, 12);
    const auto run = round();
    EXPECT_EQ(run.removed, 6);
    EXPECT_EQ(run.held, 6);
    EXPECT_EQ(people(), 14);
    EXPECT_EQ(world.engine->held_removals(world.export_rules.threshold).value()->since, world.clock.now());
    // What the administrators said yes to does not count against those who come later.
    world.directory.revive(crowd[6], world.directory.head());
    EXPECT_EQ(round().removed, 5);
    EXPECT_EQ(people(), 9);
}

TEST_F(DeletionGuardTest, WhoComesBackIsNotHeldAnyMore) {
    remove(0, 6);
    round();
    for (int i = 0; i < 6; ++i) world.directory.revive(crowd[static_cast<std::size_t>(i)], world.directory.head());
    round();
    EXPECT_FALSE(world.engine->held_removals(world.export_rules.threshold).value());
    EXPECT_EQ(world.engine->allow_removals().value(), 0);
    EXPECT_EQ(world.difference(), "");
}

TEST_F(DeletionGuardTest, AHigherThresholdLetsThemGo) {
    remove(0, 6);
    round();
    threshold(RemovalThreshold::Type::count, 6);
    EXPECT_EQ(round().removed, 6);
}

TEST_F(DeletionGuardTest, CountsPerCentOfThoseWhoWereThere) {
    threshold(RemovalThreshold::Type::percentage, 25);
    remove(0, 5);
    EXPECT_EQ(round().removed, 5);
    world.clock.advance(std::chrono::hours(25));
    remove(5, 9);  // of 15: a quarter is 3
    EXPECT_EQ(round().held, 4);
}

TEST_F(DeletionGuardTest, CanBeSwitchedOff) {
    threshold(RemovalThreshold::Type::disabled, 0);
    remove(0, 20);
    EXPECT_EQ(round().removed, 20);
}

TEST_F(DeletionGuardTest, AnEmptyStateAndAnEmptyChoiceOfUnitsRemoveNobodyUnasked) {
    const auto empty = world.directory.add_unit(world.directory.head(), "OU=Empty");
    world.rules.scope = {.mode = Scope::Mode::selected,
                         .include = {*DistinguishedName::parse("OU=Empty,DC=ex1,DC=test")},
                         .exclude = {}};
    world.included = {empty};
    world.engine.reset();
    world.space = {};
    world.metaverse = {};
    EXPECT_EQ(round().held, 20);
    EXPECT_EQ(people(), 20);
}

TEST_F(DeletionGuardTest, GroupsCountToo) {
    std::vector<ObjectGuid> groups;
    for (int i = 0; i < 6; ++i)
        groups.push_back(world.directory.add_group(world.directory.head(), "CN=g" + std::to_string(i)));
    round();
    for (const auto& group : groups) world.directory.remove(group);
    EXPECT_EQ(round().held, 6);
    EXPECT_EQ(world.target.groups().size(), 6);
}

}  // namespace
}  // namespace tilbage::core
