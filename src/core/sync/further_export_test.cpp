#include "core/sync/further_export.h"

#include <gtest/gtest.h>

#include "fakes/sync_world.h"

namespace tilbage::core {
namespace {

using fakes::SyncWorld;

class FurtherExportTest : public testing::Test {
protected:
    FurtherExportTest() {
        world_.with_service = true;
        world_.service.has_revision = false;
        for (const auto* name : {"anna", "bent", "carl", "dora"})
            people_.push_back(world_.directory.add_person(world_.directory.head(), std::string("CN=") + name));
        staff_ = world_.directory.add_group(world_.directory.head(), "CN=staff");
        world_.directory.add_member(staff_, people_[0]);
        world_.directory.set_manager(people_[1], people_[0]);
    }
    void settle() {
        const auto run = world_.settle();
        ASSERT_TRUE(run) << run.error().message;
        const auto told = world_.settle_service();
        ASSERT_TRUE(told) << told.error().message;
    }

    SyncWorld world_;
    std::vector<ObjectGuid> people_;
    ObjectGuid staff_;
};

TEST_F(FurtherExportTest, ItIsToldWhatTheTenantIsToldAndNothingTwice) {
    settle();
    EXPECT_EQ(world_.difference(world_.service), "");
    EXPECT_EQ(world_.service.people().size(), 4U);
    const auto before = world_.service.changes();
    world_.restart();
    settle();
    EXPECT_EQ(world_.service.changes(), before) << "neither at a restart";
    ASSERT_TRUE(world_.engine->demand_full(1));
    settle();
    EXPECT_EQ(world_.service.changes(), before) << "nor after a full run";
}

TEST_F(FurtherExportTest, AManagerIsToldFirstSoThatNobodyIsToldTwice) {
    settle();
    EXPECT_EQ(world_.service.changes(), 5) << "four people and a group";
}

TEST_F(FurtherExportTest, AServiceThatHangsHoldsNobodyUp) {
    ASSERT_TRUE(world_.round());
    std::promise<void> answers;
    world_.service.before_apply = [&](int) {
        answers.get_future().wait();
        return base::Result<void>();
    };
    while (!world_.further->is_under_way()) {
        const auto step = world_.further->step({}, true);
        ASSERT_TRUE(step);
    }
    world_.directory.set(people_[0], "displayName", {"Anna Ny"});
    const auto run = world_.round();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->updated, 1U) << "the tenant is told meanwhile";
    world_.directory.remove(people_[1]);
    ASSERT_TRUE(world_.round());
    answers.set_value();
    world_.service.before_apply = [](int) { return base::Result<void>(); };
    settle();
    EXPECT_EQ(world_.difference(world_.service), "") << "what happened while it hung is told afterwards";
}

TEST_F(FurtherExportTest, AServiceThatIsAwayIsAnErrorAndIsToldLater) {
    ASSERT_TRUE(world_.round());
    world_.service.before_apply = [](int) -> base::Result<void> {
        return base::fail(base::ErrorCode::unavailable, "away");
    };
    const auto told = world_.tell_service();
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().message, "away");
    EXPECT_EQ(world_.difference(), "") << "the tenant has everybody";
    world_.service.before_apply = [](int) { return base::Result<void>(); };
    settle();
    EXPECT_EQ(world_.difference(world_.service), "");
}

TEST_F(FurtherExportTest, NobodyIsToldWithoutTheLeaseOrInStaging) {
    ASSERT_TRUE(world_.round());
    ASSERT_TRUE(world_.further->step({}, false));
    ExportRules staging;
    staging.staging = true;
    ASSERT_TRUE(world_.further->step(staging, true));
    EXPECT_FALSE(world_.further->is_under_way());
    EXPECT_EQ(world_.service.calls(), 0);
}

TEST_F(FurtherExportTest, ItsRemovalsHaveAGuardOfTheirOwn) {
    settle();
    for (int i = 0; i < 3; ++i) world_.directory.remove(people_[i]);
    world_.export_rules.threshold = {.type = RemovalThreshold::Type::disabled};
    ASSERT_TRUE(world_.round());
    EXPECT_EQ(world_.target.people().size(), 1U);
    world_.export_rules.threshold = {.type = RemovalThreshold::Type::count, .value = 2};
    const auto held = world_.tell_service();
    ASSERT_TRUE(held);
    EXPECT_EQ(held->held, 3U);
    EXPECT_EQ(world_.service.people().size(), 4U);
    EXPECT_EQ(world_.further->counts()->held, 3);
    EXPECT_EQ(world_.further->allow_removals().value(), 3U);
    ASSERT_TRUE(world_.tell_service());
    EXPECT_EQ(world_.service.people().size(), 1U);
}

TEST_F(FurtherExportTest, WhatItRefusesIsTriedLaterAndHoldsNobodyUp) {
    world_.service.refuse = [](const ExportChange& change) {
        const auto* put = std::get_if<PutPerson>(&change);
        return put != nullptr && put->person.user_principal_name == "bent@ex1.test" ? "400 no" : "";
    };
    ASSERT_TRUE(world_.round());
    const auto run = world_.tell_service();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->refused, 1U);
    EXPECT_EQ(world_.service.people().size(), 3U);
    const auto explained = world_.further->explain(world_.anchor(people_[1]).str());
    ASSERT_TRUE(explained);
    EXPECT_EQ(explained->refusal, "400 no");
    EXPECT_EQ(explained->exported, ExportedState::refused);
    EXPECT_EQ(explained->would_do, WouldDo::create);
    world_.service.refuse = [](const ExportChange&) { return ""; };
    world_.clock.advance(std::chrono::minutes(2));
    settle();
    EXPECT_EQ(world_.difference(world_.service), "");
}

TEST_F(FurtherExportTest, WhatHappenedWhileItWasNotConfiguredIsCaughtUp) {
    settle();
    world_.with_service = false;
    world_.restart();
    world_.directory.remove(people_[0]);
    people_.push_back(world_.directory.add_person(world_.directory.head(), "CN=erik"));
    ASSERT_TRUE(world_.settle());
    EXPECT_NE(world_.difference(world_.service), "");
    world_.with_service = true;
    world_.restart();
    settle();
    EXPECT_EQ(world_.difference(world_.service), "");
}

TEST_F(FurtherExportTest, AnotherServiceIsToldEverythingAnew) {
    settle();
    const auto before = world_.service.changes();
    world_.service_id = "another";
    for (const auto& [id, kept] : std::map(world_.service.people())) world_.service.drop_person(id);
    world_.restart();
    settle();
    EXPECT_EQ(world_.service.changes(), before + 5) << "the people, and the group's members";
    EXPECT_EQ(world_.difference(world_.service), "");
}

TEST_F(FurtherExportTest, WhatOthersRemovedThereIsFoundByTheDailyComparison) {
    settle();
    world_.service.drop_person(world_.service.id_of(world_.anchor(people_[2])));
    world_.clock.advance(std::chrono::hours(25));
    settle();
    EXPECT_EQ(world_.difference(world_.service), "");
}

TEST_F(FurtherExportTest, WhomNobodyHereKnowsIsLeftAlone) {
    SourcePerson stranger;
    stranger.anchor = *SourceAnchor::from_guid(base::as_bytes(std::string(16, 'x')));
    stranger.user_principal_name = "stranger@ex1.test";
    stranger.domain = "ex1.test";
    world_.service.put_foreign(stranger);
    settle();
    world_.clock.advance(std::chrono::hours(25));
    settle();
    EXPECT_NE(world_.service.person(stranger.anchor), nullptr);
    EXPECT_EQ(world_.service.people().size(), 5U);
}

}  // namespace
}  // namespace tilbage::core
