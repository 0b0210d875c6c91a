// An agent that reads several directories: one that fails holds up no other, and one that is not configured any more is
// left.
#include <gmock/gmock.h>

#include "fakes/sync_world.h"

namespace tilbage::core {
namespace {

using base::ErrorCode;

class SeveralDirectories : public testing::Test {
protected:
    SeveralDirectories() { world.two_directories = true; }
    void both() {
        const auto run = world.round();
        ASSERT_TRUE(run) << run.error().message;
    }
    // As the agent does: what cannot be read is left for later.
    ExportRun whatever_answers() {
        (void)world.engine->import(1);
        (void)world.engine->import(2);
        EXPECT_TRUE(world.engine->synchronize());
        const auto must = world.engine->must_reconcile(world.target, "tenant");
        EXPECT_TRUE(must);
        if (must.value_or(false)) EXPECT_TRUE(world.engine->reconcile(world.target));
        const auto run = world.engine->export_to(world.target, world.export_rules);
        EXPECT_TRUE(run) << (run ? "" : run.error().message);
        return run.value_or(ExportRun());
    }
    void away(fakes::FakeChangeSource& directory) { directory.fail_with(base::Error{ErrorCode::unavailable, "away"}); }

    fakes::SyncWorld world;
    ObjectGuid anna = world.directory.add_person(world.directory.head(), "CN=anna");
    ObjectGuid bo = world.directory.add_person(world.directory.head(), "CN=bo");
    ObjectGuid carl = world.other.add_person(world.other.head(), "CN=carl");
    ObjectGuid dora = world.other.add_person(world.other.head(), "CN=dora");
};

TEST_F(SeveralDirectories, PeopleOfBothAreThere) {
    both();
    EXPECT_EQ(world.target.people().size(), 4U);
    EXPECT_EQ(world.person(carl)->person.domain, "ex2.test");
    EXPECT_EQ(world.person(anna)->person.domain, "ex1.test");
}

TEST_F(SeveralDirectories, OneThatIsAwayFromTheBeginningHoldsUpNobody) {
    away(world.other);
    world.restart();
    EXPECT_EQ(whatever_answers().created, 2U);
    world.directory.remove(bo);
    EXPECT_EQ(whatever_answers().removed, 1U);
    world.other.fail_with(std::nullopt);
    EXPECT_EQ(whatever_answers().created, 2U);
    EXPECT_EQ(world.target.people().size(), 3U);
}

TEST_F(SeveralDirectories, NobodyOfOneThatIsAwayAfterARestartIsRemovedAndTheRestGoesOn) {
    both();
    away(world.other);
    world.restart();
    world.directory.remove(bo);
    world.directory.set(anna, "displayName", {"Anna K."});
    const auto run = whatever_answers();
    EXPECT_EQ(run.updated, 1U);
    EXPECT_EQ(run.removed, 1U);
    EXPECT_NE(world.person(carl), nullptr);
    // Everything is compared with the tenant, where somebody else has been.
    world.clock.advance(std::chrono::hours(25));
    world.target.drop_person(world.target.id_of(world.anchor(carl)));
    whatever_answers();
    EXPECT_NE(world.person(dora), nullptr);
    world.other.fail_with(std::nullopt);
    whatever_answers();
    EXPECT_NE(world.person(carl), nullptr) << "who was missing is told as soon as the directory is back";
}

TEST_F(SeveralDirectories, WhoCannotBeToldBecauseTheirDirectoryIsAwayIsNotTriedAgainAndAgain) {
    both();
    away(world.other);
    world.restart();
    ASSERT_TRUE(world.metaverse.touch_all());
    whatever_answers();
    const auto calls = world.target.calls();
    for (int i = 0; i < 5; ++i) whatever_answers();
    EXPECT_EQ(world.target.calls(), calls);
    const auto next = world.engine->next_due();
    ASSERT_TRUE(next);
    EXPECT_TRUE(!*next || **next > world.clock.now());
}

TEST_F(SeveralDirectories, OneThatIsNotConfiguredAnyMoreIsLeftByTheGuard) {
    both();
    world.two_directories = false;
    world.export_rules.threshold = {.value = 1};
    world.restart();
    auto run = world.round();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->removed, 0U);
    EXPECT_EQ(run->held, 2U);
    EXPECT_EQ(world.engine->allow_removals(), 2U);
    run = world.round();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->removed, 2U);
    EXPECT_EQ(world.person(carl), nullptr);
    EXPECT_NE(world.person(anna), nullptr);
    EXPECT_EQ(world.space.counts(2)->people, 0);
}

TEST_F(SeveralDirectories, APreviewOfSeveralIsJudgedByTheGuardTogether) {
    both();
    auto nobody = world.rules;
    nobody.scope = {
        .mode = Scope::Mode::selected, .include = {*DistinguishedName::parse("OU=No,DC=ex1,DC=test")}, .exclude = {}};
    const DirectoryRules leaves{.scope = {.mode = Scope::Mode::selected, .include = {}, .exclude = {}}};
    const RemovalThreshold three{.value = 3};
    const auto one = world.engine->preview({{.directory = 1, .rules = nobody}}, three);
    ASSERT_TRUE(one);
    EXPECT_FALSE(one->front().holds);
    away(world.other);  // who wants to leave one that is gone for good may ask as well
    world.restart();
    (void)world.engine->import(1);
    (void)world.engine->import(2);
    const auto two =
        world.engine->preview({{.directory = 2, .rules = leaves}, {.directory = 1, .rules = nobody}}, three);
    ASSERT_TRUE(two) << two.error().message;
    ASSERT_EQ(two->size(), 2U);
    for (const auto& preview : *two) {
        EXPECT_EQ(preview.removed, 2U);
        EXPECT_EQ(preview.limit, 3);
        EXPECT_TRUE(preview.holds);
    }
    EXPECT_THAT(two->front().removed_sample, testing::UnorderedElementsAre("carl@ex2.test", "dora@ex2.test"));
}

TEST_F(SeveralDirectories, OneThatComesBackIntoTheConfigurationIsReadAnew) {
    both();
    world.two_directories = false;
    world.restart();
    ASSERT_TRUE(world.round());
    world.two_directories = true;
    world.restart();
    both();
    EXPECT_EQ(world.target.people().size(), 4U);
}

TEST_F(SeveralDirectories, OneDomainIsNotTwoDirectories) {
    fakes::FakeChangeSource twin{"ex1.test", "EX1"};
    world.engine = std::make_unique<SyncEngine>(
        SyncEngine::Ports{world.space, world.metaverse, world.work, world.clock},
        std::vector<SourcedDirectory>{{1, world.directory, world.rules}, {2, twin, world.rules}});
    EXPECT_TRUE(world.engine->import(1));
    const auto second = world.engine->import(2);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(second.error().message, "ex1.test is directory 1 already, and cannot be directory 2 as well");
}

}  // namespace
}  // namespace tilbage::core
