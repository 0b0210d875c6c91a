#include "core/sync/sync_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/sync/guid_text.h"
#include "fakes/sync_world.h"

namespace tilbage::core {
namespace {

using fakes::SyncWorld;
using testing::HasSubstr;

class SyncEngineTest : public testing::Test {
protected:
    SyncWorld world;
    ObjectGuid people = world.directory.add_unit(world.directory.head(), "OU=People");
    ObjectGuid guests = world.directory.add_unit(world.directory.head(), "OU=Guests");
    ObjectGuid anna = world.directory.add_person(people, "CN=anna", {{"displayName", {"Anna"}}});
    ObjectGuid bo = world.directory.add_person(people, "CN=bo");
    ObjectGuid staff = world.directory.add_group(people, "CN=staff", {anna, bo});

    ExportRun round() {
        auto run = world.round();
        EXPECT_TRUE(run) << (run ? "" : run.error().message);
        return run.value_or(ExportRun{});
    }
    ExportRun round_without_comparison() {
        EXPECT_TRUE(world.engine->import(1));
        EXPECT_TRUE(world.engine->synchronize());
        return world.engine->export_to(world.target, {}).value_or(ExportRun{});
    }
    void expect_equal() { EXPECT_EQ(world.difference(), ""); }
    base::Result<ScopePreview> preview(const DirectoryRules& rules, const RemovalThreshold& threshold) {
        auto previews = world.engine->preview({{.directory = 1, .rules = rules}}, threshold);
        if (!previews) return base::fail(previews.error());
        return std::move(previews->front());
    }
    void choose(std::initializer_list<std::string_view> units) {
        world.rules.scope.mode = Scope::Mode::selected;
        for (const auto unit : units) world.rules.scope.include.push_back(*DistinguishedName::parse(unit));
    }
    std::string display_name(const ObjectGuid& guid) {
        const auto* person = world.person(guid);
        return person == nullptr ? "nobody" : person->person.display_name;
    }
};

TEST_F(SyncEngineTest, TheFirstRoundTellsEverybodyAndTheNextNothing) {
    const auto first = round();
    EXPECT_EQ(first.created, 3);
    expect_equal();
    const int calls = world.target.calls();
    const auto second = round();
    EXPECT_FALSE(second.changed_something());
    EXPECT_EQ(world.target.calls(), calls);
    EXPECT_EQ(world.directory.full_reads(), 1);
}

TEST_F(SyncEngineTest, OneChangeIsOneChangeThere) {
    round();
    world.target.forget_log();
    world.directory.set(anna, "displayName", {"Anna B"});
    const auto run = round();
    EXPECT_EQ(run.updated, 1);
    EXPECT_EQ(world.target.log().size(), 1);
    EXPECT_EQ(display_name(anna), "Anna B");
    expect_equal();
}

TEST_F(SyncEngineTest, SomebodyWhoIsDeletedGoesAndComesBackWithTheSameId) {
    round();
    const auto id = world.target.id_of(world.anchor(bo));
    world.directory.remove(bo);
    EXPECT_EQ(round().removed, 1);
    EXPECT_EQ(world.person(bo), nullptr);
    expect_equal();
    world.directory.revive(bo, people);
    EXPECT_EQ(round().created, 1);
    EXPECT_EQ(world.target.id_of(world.anchor(bo)), id);
    expect_equal();
}

TEST_F(SyncEngineTest, SomebodyWhoIsDeletedAndBackBeforeAnybodyLookedIsWhole) {
    round();
    world.directory.remove(anna);
    world.directory.revive(anna, guests);
    world.directory.set(anna, "title", {"Engineer"});
    EXPECT_EQ(round().removed, 0);
    expect_equal();
}

TEST_F(SyncEngineTest, AMemberWhoComesIsToldAsThatAndNotAsAWholeGroup) {
    round();
    world.target.forget_log();
    const auto carl = world.directory.add_person(guests, "CN=carl");
    world.directory.add_member(staff, carl);
    round();
    expect_equal();
    ASSERT_EQ(world.target.log().size(), 2);
    const auto& change = std::get<ChangeMembers>(world.target.log().back());
    EXPECT_EQ(change.added.size(), 1);
    EXPECT_TRUE(change.removed.empty());
}

TEST_F(SyncEngineTest, ManagersAreToldAlsoWhenTheyComeLaterOrManageOneAnother) {
    world.directory.set_manager(anna, bo);
    world.directory.set_manager(bo, anna);
    round();
    expect_equal();
    EXPECT_EQ(world.person(anna)->manager_id, world.target.id_of(world.anchor(bo)));
    world.directory.remove(bo);
    round();
    expect_equal();
    EXPECT_EQ(world.person(anna)->manager_id, "");
}

TEST_F(SyncEngineTest, GroupsThatHoldOneAnotherInACircleEnd) {
    const auto first = world.directory.add_group(people, "CN=first");
    const auto second = world.directory.add_group(people, "CN=second", {first});
    world.directory.add_member(first, second);
    world.directory.add_member(first, first);
    round();
    expect_equal();
    EXPECT_EQ(world.group(first)->members.size(), 2);
}

TEST_F(SyncEngineTest, ARenamedUnitLosesNobody) {
    choose({"OU=People,DC=ex1,DC=test"});
    world.included = {people};
    round();
    expect_equal();
    world.directory.rename(people, "OU=Staff");
    EXPECT_EQ(round().removed, 0);
    expect_equal();
    EXPECT_EQ(world.person(anna)->person.on_premises.distinguished_name, "CN=anna,OU=Staff,DC=ex1,DC=test");
    EXPECT_EQ(world.engine->effective_scope(1).include.front().str(), "OU=Staff,DC=ex1,DC=test");
    // The configuration still has the old name, and another unit gets it.
    const auto impostor = world.directory.add_unit(world.directory.head(), "OU=People");
    world.directory.add_person(impostor, "CN=dora");
    world.restart();
    EXPECT_FALSE(round().changed_something());
    expect_equal();
}

TEST_F(SyncEngineTest, AUnitWithItsGuidIsTheSameEvenWhenAllMemoryIsLost) {
    const std::string written = "OU=People,DC=ex1,DC=test";
    choose({written});
    world.included = {people};
    world.rules.guids = {{written, people}};
    round();
    world.directory.rename(people, "OU=Staff");
    const auto impostor = world.directory.add_unit(world.directory.head(), "OU=People");
    world.directory.add_person(impostor, "CN=dora");
    world.engine.reset();
    world.space = {};
    world.metaverse = {};
    round();
    expect_equal();
    EXPECT_EQ(world.target.people().size(), 2);
    const std::vector<RenamedObject> renamed{{written, "OU=Staff,DC=ex1,DC=test"}};
    EXPECT_EQ(world.engine->renamed(1), renamed);
    EXPECT_EQ(world.engine->effective_scope(1).include.front().str(), "OU=Staff,DC=ex1,DC=test");
}

TEST_F(SyncEngineTest, AGuidThatTheDirectoryDoesNotHaveStopsEverythingAndRemovesNobody) {
    round();
    choose({"OU=People,DC=ex1,DC=test"});
    world.rules.guids = {{"OU=People,DC=ex1,DC=test", *parse_guid("48f3f955-29b4-4c1e-8a77-0102030405ff")}};
    world.restart();
    const auto run = world.round();
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().code, base::ErrorCode::not_found);
    EXPECT_THAT(run.error().message, HasSubstr("by the GUID 48f3f955-29b4-4c1e-8a77-0102030405ff"));
    EXPECT_TRUE(world.engine->synchronize());
    ASSERT_TRUE(world.engine->export_to(world.target, {}));
    EXPECT_EQ(world.target.people().size(), 2);
}

TEST_F(SyncEngineTest, ARenamedPilotGroupIsToldByItsNewName) {
    const auto group = world.directory.add_group(people, "CN=pilot", {anna});
    world.rules.pilot_group = "CN=pilot,OU=People,DC=ex1,DC=test";
    world.restart();
    round();
    EXPECT_TRUE(world.engine->renamed(1).empty());
    world.directory.rename(group, "CN=first");
    round();
    const std::vector<RenamedObject> renamed{{world.rules.pilot_group, "CN=first,OU=People,DC=ex1,DC=test"}};
    EXPECT_EQ(world.engine->renamed(1), renamed);
}

TEST_F(SyncEngineTest, AMovedUnitTakesItsPeopleInAndOut) {
    choose({"OU=People,DC=ex1,DC=test"});
    world.included = {people};
    const auto team = world.directory.add_unit(guests, "OU=Team");
    const auto eva = world.directory.add_person(team, "CN=eva");
    round();
    EXPECT_EQ(world.person(eva), nullptr);
    world.directory.move(team, people);
    EXPECT_EQ(round().created, 1);
    expect_equal();
    world.directory.move(team, guests);
    EXPECT_EQ(round().removed, 1);
    expect_equal();
}

TEST_F(SyncEngineTest, AUnitThatNeverWasStopsEverythingAndRemovesNobody) {
    round();
    choose({"OU=Peopel,DC=ex1,DC=test"});
    world.restart();
    const auto run = world.round();
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().code, base::ErrorCode::not_found);
    EXPECT_THAT(run.error().message, HasSubstr("OU=Peopel"));
    EXPECT_TRUE(world.engine->synchronize());
    ASSERT_TRUE(world.engine->export_to(world.target, {}));
    EXPECT_EQ(world.target.people().size(), 2);
}

TEST_F(SyncEngineTest, AnotherChoiceOfUnitsIsTakenUpAtTheNextStart) {
    world.directory.add_person(guests, "CN=gert");
    round();
    EXPECT_EQ(world.target.people().size(), 3);
    choose({"OU=Guests,DC=ex1,DC=test"});
    world.included = {guests};
    world.restart();
    const auto seen = preview(world.rules, {});
    EXPECT_FALSE(seen);  // nothing was read since the start
    const auto run = round();
    EXPECT_EQ(run.removed, 3);  // two people and the group
    expect_equal();
}

TEST_F(SyncEngineTest, APreviewTellsWhoWouldComeAndGoAndChangesNothing) {
    world.directory.add_person(guests, "CN=gert");
    choose({"OU=People,DC=ex1,DC=test"});
    round();
    auto other = world.rules;
    other.scope.include = {*DistinguishedName::parse("OU=Guests,DC=ex1,DC=test"),
                           *DistinguishedName::parse("OU=Nowhere,DC=ex1,DC=test")};
    const auto seen = preview(other, {});
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->people, 1);
    EXPECT_EQ(seen->added_sample, std::vector<std::string>{"gert@ex1.test"});
    EXPECT_EQ(seen->removed, 2);
    EXPECT_EQ(seen->unknown, std::vector<std::string>{"OU=Nowhere,DC=ex1,DC=test"});
    EXPECT_EQ(seen->limit, 500);
    EXPECT_FALSE(seen->holds);
    EXPECT_FALSE(round().changed_something());
}

TEST_F(SyncEngineTest, APreviewTellsWhetherTheGuardWouldHoldTheRemovals) {
    choose({"OU=People,DC=ex1,DC=test"});
    round();
    auto other = world.rules;
    other.scope.include = {*DistinguishedName::parse("OU=Guests,DC=ex1,DC=test")};
    const auto holds = [&](RemovalThreshold threshold, const DirectoryRules& rules) {
        return preview(rules, threshold)->holds;
    };
    ASSERT_EQ(preview(other, {})->removed, 2U);
    const auto three = static_cast<int>(2 + preview(other, {})->removed_groups);
    EXPECT_FALSE(holds({.value = three}, other));
    EXPECT_TRUE(holds({.value = three - 1}, other));
    EXPECT_FALSE(holds({.value = 0}, world.rules)) << "nobody goes";
    EXPECT_TRUE(holds({.type = RemovalThreshold::Type::percentage, .value = 50}, other));
    EXPECT_FALSE(holds({.type = RemovalThreshold::Type::disabled}, other));
    EXPECT_FALSE(preview(other, {.type = RemovalThreshold::Type::disabled})->limit);
}

TEST_F(SyncEngineTest, OfAPilotOnlyMembersAreThereHoweverDeep) {
    const auto inner = world.directory.add_group(guests, "CN=inner", {bo});
    const auto pilot = world.directory.add_group(guests, "CN=pilot", {inner});
    world.directory.add_member(inner, pilot);
    world.rules.pilot_group = "CN=pilot,OU=Guests,DC=ex1,DC=test";
    world.pilot = pilot;
    round();
    expect_equal();
    EXPECT_EQ(world.target.people().size(), 1);
    world.directory.add_member(inner, anna);
    world.directory.remove_member(inner, bo);
    round();
    expect_equal();
    EXPECT_NE(world.person(anna), nullptr);
    EXPECT_EQ(world.person(bo), nullptr);
    // Between a change and the round that sees it the agent starts anew.
    world.directory.remove_member(pilot, inner);
    ASSERT_TRUE(world.engine->import(1));
    world.restart();
    round();
    expect_equal();
    EXPECT_TRUE(world.target.people().empty());
}

TEST_F(SyncEngineTest, TwoWhoClaimOneAnchorAreNobodyUntilOneGivesIn) {
    const std::string anchor(16, 'x');
    world.directory.set(anna, "mS-DS-ConsistencyGuid", {anchor});
    round();
    expect_equal();
    const auto told = *SourceAnchor::from_guid(base::as_bytes(anchor));
    EXPECT_NE(world.target.person(told), nullptr);
    world.directory.set(bo, "mS-DS-ConsistencyGuid", {anchor});
    round();
    EXPECT_EQ(world.metaverse.find(told).value()->disputed, true);
    EXPECT_EQ(world.target.person(told)->person.display_name, "Anna");  // stays as it was
    EXPECT_EQ(world.engine->explain("bo")->why, ExplanationWhy::anchor_disputed);
    EXPECT_EQ(world.engine->explain("bo")->why_details.at("with"),
              std::vector<std::string>{"CN=anna,OU=People,DC=ex1,DC=test"});
    const auto id = world.target.id_of(told);
    world.directory.set(anna, "mS-DS-ConsistencyGuid", {});
    round();
    expect_equal();
    EXPECT_EQ(world.target.id_of(told), id);
    EXPECT_EQ(world.target.person(told)->person.sam_account_name, "bo");
}

TEST_F(SyncEngineTest, AnObjectsOwnGuidComesBeforeWhatAnotherSays) {
    const std::string own(anna.bytes.begin(), anna.bytes.end());
    world.directory.set(bo, "mS-DS-ConsistencyGuid", {own});
    round();
    expect_equal();
    EXPECT_EQ(display_name(anna), "Anna");
    EXPECT_EQ(world.target.people().size(), 1);
    world.directory.remove(anna);
    round();
    expect_equal();
    EXPECT_EQ(world.person(anna)->person.sam_account_name, "bo");
}

TEST_F(SyncEngineTest, WhenVeryManyPasswordsChangeTheirExpiriesAreReadOnce) {
    std::vector<ObjectGuid> crowd;
    for (int i = 0; i < 450; ++i) crowd.push_back(world.directory.add_person(people, "CN=c" + std::to_string(i)));
    world.directory.set_batch(150);
    world.target.batch = 100;
    round();
    const int before = world.directory.expiry_reads();
    for (const auto& one : crowd) world.directory.set(one, "pwdLastSet", {"134000000000000000"});
    world.directory.set_password_expiry(crowd.back(), 134'500'000'000'000'000);
    EXPECT_EQ(round().updated, 450);
    EXPECT_EQ(world.directory.expiry_reads(), before + 1);
    EXPECT_TRUE(world.person(crowd.back())->person.on_premises.password_expires_at);
}

TEST_F(SyncEngineTest, AGroupWhoseAnchorSeveralPeopleDisputeGoes) {
    round();
    const std::string anchor(staff.bytes.begin(), staff.bytes.end());
    world.directory.set(anna, "mS-DS-ConsistencyGuid", {anchor});
    world.directory.set(bo, "mS-DS-ConsistencyGuid", {anchor});
    round();
    EXPECT_NE(world.group(staff), nullptr);  // it is its own
    world.directory.set(staff, "groupType", {"2"});
    EXPECT_TRUE(world.settle());
    EXPECT_EQ(world.group(staff), nullptr);
    EXPECT_TRUE(world.metaverse.find(world.anchor(staff)).value()->disputed);
    world.directory.set(bo, "mS-DS-ConsistencyGuid", {});
    EXPECT_TRUE(world.settle());
    EXPECT_NE(world.target.person(world.anchor(staff)), nullptr);
    expect_equal();
}

TEST_F(SyncEngineTest, ThePersonWhoIsInTwoForestsIsDisputed) {
    world.two_directories = true;
    const auto there = world.other.add_person(world.other.head(), "CN=anna2");
    const std::string anchor(16, 'y');
    world.directory.set(anna, "mS-DS-ConsistencyGuid", {anchor});
    world.other.set(there, "mS-DS-ConsistencyGuid", {anchor});
    round();
    const auto told = *SourceAnchor::from_guid(base::as_bytes(anchor));
    EXPECT_TRUE(world.metaverse.find(told).value()->disputed);
    EXPECT_EQ(world.target.person(told), nullptr);
    world.other.remove(there);
    round();
    EXPECT_EQ(world.target.person(told)->person.display_name, "Anna");
}

TEST_F(SyncEngineTest, ARefusedOneHoldsUpNobodyAndIsTriedAgainLater) {
    world.target.refuse = [](const ExportChange& change) {
        const auto* put = std::get_if<PutPerson>(&change);
        return put != nullptr && put->person.sam_account_name == "anna" ? std::string("no") : std::string();
    };
    const auto run = round();
    EXPECT_EQ(run.created, 2);
    ASSERT_EQ(run.refusals.size(), 1);
    EXPECT_EQ(run.refusals.front(), (ExportRefusal{"anna@ex1.test", "no"}));
    EXPECT_EQ(world.engine->explain("anna")->exported, ExportedState::refused);
    EXPECT_EQ(world.engine->explain("anna")->refusal, "no");
    world.target.refuse = [](const ExportChange&) { return std::string(); };
    EXPECT_FALSE(round().changed_something());
    world.clock.advance(std::chrono::hours(1));
    round();
    expect_equal();
}

TEST_F(SyncEngineTest, ARefusedOneIsTriedAtOnceWhenItsOwnDataChanges) {
    world.target.refuse = [](const ExportChange& change) {
        const auto* put = std::get_if<PutPerson>(&change);
        return put != nullptr && put->person.mail == "bad@ex1.test" ? std::string("bad address") : std::string();
    };
    world.directory.set(anna, "mail", {"bad@ex1.test"});
    EXPECT_EQ(round().refused, 1);
    world.directory.set(anna, "mail", {"anna@ex1.test"});
    round();
    expect_equal();
}

TEST_F(SyncEngineTest, AUserNameGoesFromOneToAnotherInOneRound) {
    round();
    world.directory.set(anna, "userPrincipalName", {"anna.b@ex1.test"});
    world.directory.set(bo, "userPrincipalName", {"anna@ex1.test"});
    const auto carl = world.directory.add_person(people, "CN=carl", {{"userPrincipalName", {"bo@ex1.test"}}});
    EXPECT_EQ(round().refused, 0);
    expect_equal();
    world.directory.remove(carl);
    world.directory.add_person(people, "CN=dan", {{"userPrincipalName", {"bo@ex1.test"}}});
    EXPECT_EQ(round().refused, 0);
    expect_equal();
}

TEST_F(SyncEngineTest, AGroupWhoseChangeOfMembersIsRefusedIsToldWhole) {
    round();
    world.target.refuse = [](const ExportChange& change) {
        return std::holds_alternative<ChangeMembers>(change) ? std::string("no such operation") : std::string();
    };
    world.directory.remove_member(staff, bo);
    EXPECT_EQ(round().refusals.front().who, "staff");
    world.clock.advance(std::chrono::minutes(1));
    round();
    expect_equal();
}

TEST_F(SyncEngineTest, WhatTheTargetPutsOffIsDoneTheNextTime) {
    world.target.try_again = 2;
    EXPECT_TRUE(round().interrupted);
    EXPECT_FALSE(round().interrupted);
    expect_equal();
}

TEST_F(SyncEngineTest, WhoIsGoneThereIsMadeAnew) {
    round();
    world.target.drop_person(world.target.id_of(world.anchor(anna)));
    world.directory.set(anna, "displayName", {"Anna B"});
    round();
    expect_equal();
}

TEST_F(SyncEngineTest, WhatOthersDoThereIsPutRight) {
    round();
    world.target.drop_person(world.target.id_of(world.anchor(anna)));
    world.target.rename(world.target.id_of(world.anchor(bo)), "somebody else");
    SourcePerson stranger;
    stranger.anchor = *SourceAnchor::from_guid(std::vector<std::uint8_t>(16, 7));
    stranger.user_principal_name = "stranger@ex1.test";
    stranger.domain = "EX1.test";
    world.target.put_foreign(stranger);
    stranger.anchor = *SourceAnchor::from_guid(std::vector<std::uint8_t>(16, 8));
    stranger.user_principal_name = "other@elsewhere.test";
    stranger.domain = "elsewhere.test";
    world.target.put_foreign(stranger);
    world.clock.advance(std::chrono::minutes(1));
    const auto run = round();
    EXPECT_EQ(run.removed, 1);
    expect_equal();
    EXPECT_EQ(world.target.people().size(), 3);
    // It is our own change that moved the revision: nothing is compared again.
    world.clock.advance(std::chrono::minutes(1));
    const auto again = world.engine->must_reconcile(world.target, "tenant");
    EXPECT_FALSE(again.value());
}

TEST_F(SyncEngineTest, ALostStateFindsEverybodyThereAgain) {
    round();
    const auto ids = world.target.id_of(world.anchor(anna));
    const int changes = world.target.changes();
    world.engine.reset();
    world.space = {};
    world.metaverse = {};
    round();
    expect_equal();
    EXPECT_EQ(world.target.id_of(world.anchor(anna)), ids);
    EXPECT_EQ(world.target.changes(), changes);
}

TEST_F(SyncEngineTest, AnotherTenantIsToldEverything) {
    round();
    fakes::MemoryExportTarget other;
    ASSERT_TRUE(world.engine->must_reconcile(other, "another tenant").value());
    ASSERT_TRUE(world.engine->reconcile(other));
    ASSERT_TRUE(world.engine->export_to(other, {}));
    EXPECT_EQ(other.people().size(), 2);
    EXPECT_EQ(other.groups().size(), 1);
}

TEST_F(SyncEngineTest, ARefusedCookieLeadsToAFullImportThatChangesNothingThatIsRight) {
    round();
    world.directory.refuse_cookies();
    world.directory.set(anna, "displayName", {"Anna B"});
    const auto run = round();
    EXPECT_EQ(world.directory.full_reads(), 2);
    EXPECT_EQ(run.updated, 1);
    expect_equal();
}

TEST_F(SyncEngineTest, AnotherServerLeadsToAFullImport) {
    round();
    world.directory.change_server("ldaps://dc2.ex1.test:636", 5'000);
    EXPECT_FALSE(round().changed_something());
    EXPECT_EQ(world.directory.full_reads(), 2);
}

TEST_F(SyncEngineTest, ADeletionThatWasNotSeenIsFoundByAFullImportAndByASweep) {
    world.directory.set_sees_deletions(false);
    round();
    world.directory.remove(anna);
    EXPECT_FALSE(round().changed_something());
    EXPECT_EQ(world.engine->sweep(1)->changed, 1);
    EXPECT_EQ(round().removed, 1);
    expect_equal();
    world.directory.remove(bo);
    ASSERT_TRUE(world.engine->demand_full(1));
    EXPECT_EQ(round().removed, 1);
    expect_equal();
}

TEST_F(SyncEngineTest, AServerThatIsBehindSaysOfNobodyThatTheyAreGone) {
    round();
    world.directory.hide(anna, true);  // not replicated to the server that answers now
    world.directory.change_server("ldaps://dc2.ex1.test:636", 5'000);
    EXPECT_EQ(world.engine->sweep(1)->changed, 0);
    world.directory.hide(world.directory.head(), true);
    ASSERT_TRUE(world.engine->demand_full(1));
    EXPECT_EQ(world.round().error().code, base::ErrorCode::permission_denied);
    EXPECT_EQ(world.target.people().size(), 2);
}

TEST_F(SyncEngineTest, AFullImportThatBreaksOffRemovesNobody) {
    world.directory.set_batch(1);
    round();
    ASSERT_TRUE(world.engine->demand_full(1));
    world.directory.break_after(2);
    EXPECT_FALSE(world.round());
    ASSERT_TRUE(world.engine->synchronize());
    ASSERT_TRUE(world.engine->export_to(world.target, {}));
    EXPECT_EQ(world.target.people().size(), 2);
    round();
    expect_equal();
}

TEST_F(SyncEngineTest, WhoComesIntoSightIsReadWhole) {
    world.directory.hide(anna, true);
    round();
    EXPECT_EQ(world.person(anna), nullptr);
    world.directory.hide(anna, false);
    world.directory.set(anna, "title", {"Engineer"});
    round();
    EXPECT_EQ(world.directory.single_reads(), 1);
    expect_equal();
}

TEST_F(SyncEngineTest, APasswordsExpiryIsKnownAndFollowsThePassword) {
    world.directory.set_password_expiry(anna, 133'000'000'000'000'000);
    round();
    const auto expires = world.person(anna)->person.on_premises.password_expires_at;
    EXPECT_TRUE(expires.has_value());
    EXPECT_FALSE(world.person(bo)->person.on_premises.password_expires_at);
    world.directory.set_password_expiry(anna, 134'000'000'000'000'000);
    world.directory.set(anna, "pwdLastSet", {"133100000000000000"});
    round();
    EXPECT_GT(world.person(anna)->person.on_premises.password_expires_at, expires);
    world.directory.set_password_expiry(bo, 134'000'000'000'000'000);  // another policy: nothing is told
    world.clock.advance(std::chrono::hours(23));
    ASSERT_TRUE(world.engine->sweep(1));
    round();
    EXPECT_TRUE(world.person(bo)->person.on_premises.password_expires_at);
}

TEST_F(SyncEngineTest, StagingTellsNothingAndCountsWhatItWouldDo) {
    world.export_rules.staging = true;
    const auto run = round();
    EXPECT_EQ(run.created, 3);
    EXPECT_EQ(world.target.calls(), 0);
    world.export_rules.staging = false;
    EXPECT_EQ(round().created, 3);
    expect_equal();
}

TEST_F(SyncEngineTest, AStateFromABackupIsBroughtUpToDateAndRemovesNobody) {
    round();
    const auto space = world.space;
    const auto metaverse = world.metaverse;
    const auto carl = world.directory.add_person(people, "CN=carl");
    world.directory.add_member(staff, carl);
    world.directory.set(anna, "displayName", {"Anna B"});
    world.directory.remove(bo);
    round();
    const auto id = world.target.id_of(world.anchor(carl));
    world.engine.reset();
    world.space = space;
    world.metaverse = metaverse;
    round();
    expect_equal();
    EXPECT_EQ(world.target.id_of(world.anchor(carl)), id);
}

TEST_F(SyncEngineTest, AnotherDomainInTheSamePlaceReplacesTheFirst) {
    round();
    fakes::FakeChangeSource moved("ex3.test", "EX3");
    moved.add_person(moved.head(), "CN=zoe");
    const DirectoryRules rules;
    world.engine =
        std::make_unique<SyncEngine>(SyncEngine::Ports{world.space, world.metaverse, world.work, world.clock},
                                     std::vector<SourcedDirectory>{{1, moved, rules}});
    const auto run = round_without_comparison();
    EXPECT_EQ(run.created, 1);
    EXPECT_EQ(run.removed, 3);
    EXPECT_EQ(world.target.people().begin()->second.person.domain, "ex3.test");
}

// Of every transaction of a round that creates, changes and removes.
TEST_F(SyncEngineTest, AKillAtAnyTransactionLosesNothing) {
    for (int at = 1;; ++at) {
        SCOPED_TRACE(testing::Message() << "killed at transaction " << at);
        SyncWorld life;
        life.target.batch = 2;
        const auto unit = life.directory.add_unit(life.directory.head(), "OU=People");
        std::vector<ObjectGuid> crowd;
        for (const auto* name : {"CN=a", "CN=b", "CN=c", "CN=d"})
            crowd.push_back(life.directory.add_person(unit, name));
        const auto group = life.directory.add_group(unit, "CN=all", crowd);
        ASSERT_TRUE(life.round());
        life.directory.remove(crowd[0]);
        life.directory.set_manager(crowd[1], life.directory.add_person(unit, "CN=boss"));
        life.directory.add_member(group, life.directory.add_group(unit, "CN=inner", {crowd[1]}));
        life.directory.rename(unit, "OU=Staff");
        life.work.revive();
        life.work.die_at(at);
        const bool survived = life.round().has_value();
        life.work.revive();
        life.restart();
        ASSERT_TRUE(life.settle());
        ASSERT_EQ(life.difference(), "");
        if (!survived) continue;
        EXPECT_GT(at, 8);
        break;
    }
}

TEST_F(SyncEngineTest, WhatIsStagedIsReportedOnceAndWhoIsHeldIsLookedAtNowAndThen) {
    world.export_rules.staging = true;
    EXPECT_EQ(round().created, 3);
    EXPECT_EQ(round().created, 0);
    world.directory.add_person(people, "CN=carl");
    EXPECT_EQ(round().created, 4);
    world.export_rules = {.staging = false, .threshold = {RemovalThreshold::Type::count, 0}};
    round();
    world.directory.remove(bo);
    EXPECT_EQ(round().held, 1);
    EXPECT_EQ(round().held, 1);
    EXPECT_GT(world.engine->next_due()->value(), world.clock.now());
    EXPECT_LE(world.engine->next_due()->value(), world.clock.now() + std::chrono::minutes(1));
    world.export_rules.threshold.value = 1;
    EXPECT_EQ(round().removed, 1);
    EXPECT_EQ(round().held, 0);
    EXPECT_FALSE(world.engine->next_due()->has_value());
}

TEST_F(SyncEngineTest, AClockThatJumpsLosesNothing) {
    round();
    world.clock.advance(-std::chrono::hours(24 * 400));
    world.directory.set(anna, "displayName", {"Anna B"});
    round();
    expect_equal();
    world.clock.advance(std::chrono::hours(24 * 800));
    world.directory.set(anna, "displayName", {"Anna C"});
    round();
    expect_equal();
}

TEST_F(SyncEngineTest, ExplainsWhoIsThereWhoIsNotAndWhoLeft) {
    const auto critical = world.directory.add_person(people, "CN=krbtgt", {{"isCriticalSystemObject", {"TRUE"}}});
    world.directory.add_person(guests, "CN=gert");
    choose({"OU=People,DC=ex1,DC=test"});
    round();
    const auto there = world.engine->explain("ANNA@ex1.test");
    ASSERT_TRUE(there);
    EXPECT_TRUE(there->in_scope && there->joined);
    EXPECT_EQ(there->exported, ExportedState::yes);
    EXPECT_EQ(there->would_do, WouldDo::nothing);
    EXPECT_EQ(there->tenant_id, world.target.id_of(world.anchor(anna)));
    EXPECT_EQ(there->distinguished_name, "CN=anna,OU=People,DC=ex1,DC=test");
    EXPECT_EQ(world.engine->explain("CN=anna,OU=People,DC=ex1,DC=test")->guid, there->guid);
    EXPECT_EQ(world.engine->explain(world.anchor(anna).str())->guid, there->guid);
    EXPECT_EQ(world.engine->explain("krbtgt")->why, ExplanationWhy::critical_system_object);
    EXPECT_EQ(world.engine->explain("gert")->why, ExplanationWhy::outside_units);
    EXPECT_FALSE(world.engine->explain("nobody")->found);
    (void)critical;

    world.export_rules.threshold = {RemovalThreshold::Type::count, 0};
    world.directory.remove(anna);
    round();
    const auto left = world.engine->explain("anna@ex1.test");
    EXPECT_EQ(left->why, ExplanationWhy::deleted);
    EXPECT_EQ(left->exported, ExportedState::held);
    EXPECT_EQ(left->would_do, WouldDo::remove);
}

}  // namespace
}  // namespace tilbage::core
