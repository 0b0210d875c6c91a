#include <gmock/gmock.h>
#include <set>

#include "sync_stores.h"

namespace tilbage::contract {
namespace {

using core::ObjectGuid;
using core::ObjectKind;
using core::StagedObject;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

StagedObject unit(std::uint8_t number, std::uint8_t parent, const std::string& name) {
    return {.guid = guid(number),
            .parent = guid(parent),
            .rdn = "OU=" + name,
            .kind = ObjectKind::unit,
            .attributes = {{.name = "objectClass", .values = {"top", "organizationalUnit"}}}};
}

StagedObject person(std::uint8_t number, std::uint8_t parent, const std::string& account) {
    return {.guid = guid(number),
            .parent = guid(parent),
            .rdn = "CN=" + account,
            .kind = ObjectKind::person,
            .attributes = {{.name = "sAMAccountName", .values = {account}},
                           {.name = "userPrincipalName", .values = {account + "@ex1.test"}}}};
}

StagedObject group(std::uint8_t number, const std::string& name) {
    return {.guid = guid(number), .parent = guid(1), .rdn = "CN=" + name, .kind = ObjectKind::group, .attributes = {}};
}

class ConnectorSpaceContract : public SyncStoresTest {
protected:
    void put(const StagedObject& object, int directory = 1, std::int64_t generation = 1) {
        ASSERT_TRUE(space().put(directory, object, generation));
    }
    std::vector<ObjectGuid> all(ObjectKind kind, int directory = 1) {
        std::vector<ObjectGuid> seen;
        EXPECT_TRUE(space().each(directory, kind, [&](const StagedObject& object) -> base::Result<void> {
            seen.push_back(object.guid);
            return {};
        }));
        return seen;
    }
};

TEST_P(ConnectorSpaceContract, ANewDirectoryIsAtTheBeginning) {
    EXPECT_EQ(space().position(1).value(), core::ImportPosition());
    const auto counts = space().counts(1).value();
    EXPECT_EQ(counts.people + counts.groups + counts.units, 0);
}

TEST_P(ConnectorSpaceContract, APositionIsKeptPerDirectory) {
    core::ImportPosition position{.domain = "ex1.test",
                                  .invocation_id = "b3c4",
                                  .cookie = std::string("a\0b\xff", 4),
                                  .usn = 1LL << 40U,
                                  .generation = 3,
                                  .whole = true,
                                  .full_at = base::from_millis(1'795'372'800'123)};
    ASSERT_TRUE(space().set_position(2, position));
    EXPECT_EQ(space().position(2).value(), position);
    EXPECT_EQ(space().position(1).value(), core::ImportPosition());
    position.full_at.reset();
    position.cookie.clear();
    ASSERT_TRUE(space().set_position(2, position));
    EXPECT_EQ(space().position(2).value(), position);
}

TEST_P(ConnectorSpaceContract, AnObjectComesBackAsItWasPut) {
    StagedObject object = person(2, 1, "anna");
    object.rdn = "CN=Æbel\\, Anna";
    object.attributes.push_back({.name = "manager", .values = {std::string(16, '\3')}});
    object.attributes.push_back({.name = "proxyAddresses", .values = {"SMTP:anna@ex1.test", "smtp:a@ex1.test", ""}});
    object.attributes.push_back({.name = "a name of no list", .values = {std::string("\0\1\xff", 3)}});
    object.attributes.push_back({.name = "extensionAttribute1", .values = {std::string(70'000, 'x')}});
    put(object);
    EXPECT_EQ(space().find(1, guid(2)).value(), object);
    EXPECT_FALSE(space().find(2, guid(2)).value()) << "another directory";
    EXPECT_FALSE(space().find(1, guid(3)).value()) << "a manager is not staged by being one";
}

TEST_P(ConnectorSpaceContract, PuttingAgainReplacesAll) {
    put(person(2, 1, "anna"));
    StagedObject moved = person(2, 9, "anna.b");
    moved.attributes.pop_back();
    put(moved);
    EXPECT_EQ(space().find(1, guid(2)).value(), moved);
    EXPECT_THAT(space().children(1, guid(1)).value(), IsEmpty());
    EXPECT_THAT(space().children(1, guid(9)).value(), ElementsAre(guid(2)));
    EXPECT_THAT(space().find_by_text(1, "anna").value(), IsEmpty());
    EXPECT_EQ(space().counts(1).value().people, 1);
}

TEST_P(ConnectorSpaceContract, TheSameGuidInTwoDirectoriesIsTwoObjects) {
    put(person(2, 1, "anna"), 1);
    put(person(2, 1, "bent"), 2);
    EXPECT_EQ(space().find(1, guid(2)).value()->text("sAMAccountName"), "anna");
    EXPECT_EQ(space().find(2, guid(2)).value()->text("sAMAccountName"), "bent");
    EXPECT_TRUE(space().remove(1, guid(2)).value());
    EXPECT_TRUE(space().find(2, guid(2)).value());
    EXPECT_THAT(space().children(2, guid(1)).value(), ElementsAre(guid(2)));
}

TEST_P(ConnectorSpaceContract, ChildrenAreWhatLiesDirectlyBelow) {
    put(unit(1, 0, "Example"));
    put(unit(2, 1, "People"));
    put(person(3, 2, "anna"));
    put(person(4, 2, "bent"));
    EXPECT_THAT(space().children(1, guid(1)).value(), ElementsAre(guid(2)));
    EXPECT_THAT(space().children(1, guid(2)).value(), UnorderedElementsAre(guid(3), guid(4)));
    EXPECT_THAT(space().children(1, guid(3)).value(), IsEmpty());
    EXPECT_THAT(space().children(1, ObjectGuid()).value(), ElementsAre(guid(1)));
}

TEST_P(ConnectorSpaceContract, EachVisitsAKindOfADirectoryOnceInChunks) {
    for (int i = 0; i < 1203; ++i) {
        StagedObject object = person(7, 1, "user");
        object.guid.bytes[0] = static_cast<std::uint8_t>(i);
        object.guid.bytes[1] = static_cast<std::uint8_t>(i >> 8);
        put(object);
    }
    put(group(2, "Staff"));
    put(person(3, 1, "anna"), 2);
    const auto seen = all(ObjectKind::person);
    EXPECT_THAT(seen, SizeIs(1203));
    EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 1203U);
    EXPECT_THAT(all(ObjectKind::group), ElementsAre(guid(2)));
    EXPECT_THAT(all(ObjectKind::person, 2), ElementsAre(guid(3)));
}

TEST_P(ConnectorSpaceContract, WhoVisitsMayWriteAndAnErrorEndsTheVisit) {
    put(person(2, 1, "anna"));
    put(person(3, 1, "bent"));
    int visited = 0;
    const auto ended = space().each(1, ObjectKind::person, [&](const StagedObject& object) -> base::Result<void> {
        if (++visited == 2) return base::fail(base::ErrorCode::conflict, "enough");
        StagedObject changed = object;
        changed.attributes = {{.name = "mail", .values = {"x@ex1.test"}}};
        return space().put(1, changed, 5);
    });
    EXPECT_EQ(ended.error().code, base::ErrorCode::conflict);
    EXPECT_EQ(visited, 2);
    EXPECT_THAT(space().find_by_text(1, "X@ex1.test").value(), SizeIs(1));
}

TEST_P(ConnectorSpaceContract, WhatAFullImportDidNotSeeIsKnown) {
    put(person(2, 1, "anna"), 1, 1);
    put(person(3, 1, "bent"), 1, 1);
    put(person(4, 1, "carl"), 2, 1);
    put(person(3, 1, "bent"), 1, 2);
    EXPECT_THAT(space().not_of_generation(1, 2).value(), ElementsAre(guid(2)));
    EXPECT_THAT(space().not_of_generation(1, 1).value(), ElementsAre(guid(3)));
}

TEST_P(ConnectorSpaceContract, SomebodyIsFoundByAccountUserNameAndMailInAnyCase) {
    StagedObject anna = person(2, 1, "Anna");
    anna.attributes.insert(anna.attributes.begin(), {.name = "mail", .values = {"Æble@ex1.test"}});
    put(anna);
    put(person(3, 1, "bent"));
    for (const char* text : {"anna", "ANNA@EX1.test", "æBLE@ex1.TEST"})
        EXPECT_THAT(space().find_by_text(1, text).value(), ElementsAre(guid(2))) << text;
    EXPECT_THAT(space().find_by_text(1, "").value(), IsEmpty());
    EXPECT_THAT(space().find_by_text(1, "ann").value(), IsEmpty());
    EXPECT_THAT(space().find_by_text(2, "anna").value(), IsEmpty());
    put(person(4, 1, "anna"));
    EXPECT_THAT(space().find_by_text(1, "anna").value(), UnorderedElementsAre(guid(2), guid(4)));
}

TEST_P(ConnectorSpaceContract, MembersComeAndGoAndNeedNotBeStaged) {
    put(group(2, "Staff"));
    ASSERT_TRUE(space().set_members(1, guid(2), {guid(5), guid(6), guid(6), guid(2)}));
    EXPECT_THAT(space().members(1, guid(2)).value(), UnorderedElementsAre(guid(5), guid(6), guid(2)));
    ASSERT_TRUE(space().change_members(1, guid(2), {guid(7), guid(5)}, {guid(6), guid(9)}));
    EXPECT_THAT(space().members(1, guid(2)).value(), UnorderedElementsAre(guid(5), guid(7), guid(2)));
    ASSERT_TRUE(space().set_members(1, guid(3), {guid(5)}));
    EXPECT_THAT(space().groups_with(1, guid(5)).value(), UnorderedElementsAre(guid(2), guid(3)));
    EXPECT_THAT(space().groups_with(2, guid(5)).value(), IsEmpty());
    ASSERT_TRUE(space().set_members(1, guid(2), {}));
    EXPECT_THAT(space().members(1, guid(2)).value(), IsEmpty());
    EXPECT_THAT(space().members(1, guid(8)).value(), IsEmpty());
}

TEST_P(ConnectorSpaceContract, WhatIsRemovedIsOutOfItsGroupsAndItsMembersAreForgotten) {
    put(group(2, "Staff"));
    put(group(3, "All"));
    put(person(4, 1, "anna"));
    ASSERT_TRUE(space().set_members(1, guid(2), {guid(4)}));
    ASSERT_TRUE(space().set_members(1, guid(3), {guid(2), guid(4)}));
    EXPECT_TRUE(space().remove(1, guid(2)).value());
    EXPECT_FALSE(space().remove(1, guid(2)).value());
    EXPECT_THAT(space().members(1, guid(2)).value(), IsEmpty());
    EXPECT_THAT(space().members(1, guid(3)).value(), ElementsAre(guid(4)));
    EXPECT_FALSE(space().find(1, guid(2)).value());
    EXPECT_EQ(space().counts(1).value().groups, 1);
}

TEST_P(ConnectorSpaceContract, WhoseManagerSomebodyIsIsKnownUntilTheyHaveAnother) {
    StagedObject anna = person(2, 1, "anna");
    anna.attributes.insert(anna.attributes.begin(), {.name = "manager", .values = {std::string(16, '\3')}});
    put(anna);
    EXPECT_THAT(space().managed_by(1, guid(3)).value(), ElementsAre(guid(2)));
    anna.attributes.erase(anna.attributes.begin());
    put(anna);
    EXPECT_THAT(space().managed_by(1, guid(3)).value(), IsEmpty());
}

TEST_P(ConnectorSpaceContract, MarksAreReadByKindAndWhatIsNotStagedIsAPerson) {
    put(person(2, 1, "anna"));
    put(group(3, "Staff"));
    put(unit(4, 1, "People"));
    ASSERT_TRUE(space().mark(1, {guid(2), guid(3), guid(4), guid(5), guid(2)}));
    EXPECT_THAT(space().marked(1, ObjectKind::person, 10).value(), UnorderedElementsAre(guid(2), guid(5)));
    EXPECT_THAT(space().marked(1, ObjectKind::group, 10).value(), ElementsAre(guid(3)));
    EXPECT_THAT(space().marked(1, ObjectKind::unit, 10).value(), ElementsAre(guid(4)));
    EXPECT_THAT(space().marked(2, ObjectKind::person, 10).value(), IsEmpty());
    EXPECT_THAT(space().marked(1, ObjectKind::person, 1).value(), SizeIs(1));
    ASSERT_TRUE(space().unmark(1, {guid(2), guid(9)}));
    EXPECT_THAT(space().marked(1, ObjectKind::person, 10).value(), ElementsAre(guid(5)));
}

TEST_P(ConnectorSpaceContract, AMarkOutlivesItsObjectAndComesBackWithIt) {
    put(group(3, "Staff"));
    ASSERT_TRUE(space().mark(1, {guid(3)}));
    ASSERT_TRUE(space().remove(1, guid(3)));
    EXPECT_THAT(space().marked(1, ObjectKind::person, 10).value(), ElementsAre(guid(3)));
    EXPECT_THAT(space().marked(1, ObjectKind::group, 10).value(), IsEmpty());
    put(group(3, "Staff"));
    EXPECT_THAT(space().marked(1, ObjectKind::group, 10).value(), ElementsAre(guid(3)));
}

TEST_P(ConnectorSpaceContract, MarkingAllMarksThePeopleAndGroupsOfOneDirectory) {
    put(person(2, 1, "anna"));
    put(group(3, "Staff"));
    put(unit(4, 1, "People"));
    put(person(5, 1, "bent"), 2);
    ASSERT_TRUE(space().mark(1, {guid(2)}));
    ASSERT_TRUE(space().mark_all(1));
    EXPECT_THAT(space().marked(1, ObjectKind::person, 10).value(), ElementsAre(guid(2)));
    EXPECT_THAT(space().marked(1, ObjectKind::group, 10).value(), ElementsAre(guid(3)));
    EXPECT_THAT(space().marked(1, ObjectKind::unit, 10).value(), IsEmpty());
    EXPECT_THAT(space().marked(2, ObjectKind::person, 10).value(), IsEmpty());
}

TEST_P(ConnectorSpaceContract, ClearingLeavesThePositionAndOtherDirectories) {
    for (int directory : {1, 2}) {
        put(person(2, 1, "anna"), directory);
        ASSERT_TRUE(space().set_members(directory, guid(3), {guid(2)}));
        ASSERT_TRUE(space().mark(directory, {guid(2)}));
        ASSERT_TRUE(space().set_position(directory, {.domain = "ex1.test", .invocation_id = "", .cookie = ""}));
    }
    ASSERT_TRUE(space().clear(1));
    EXPECT_EQ(space().counts(1).value().people, 0);
    EXPECT_THAT(space().members(1, guid(3)).value(), IsEmpty());
    EXPECT_THAT(space().marked(1, ObjectKind::person, 10).value(), IsEmpty());
    EXPECT_EQ(space().position(1).value().domain, "ex1.test");
    EXPECT_EQ(space().counts(2).value().people, 1);
    EXPECT_THAT(space().groups_with(2, guid(2)).value(), ElementsAre(guid(3)));
    EXPECT_THAT(space().marked(2, ObjectKind::person, 10).value(), ElementsAre(guid(2)));
}

TEST_P(ConnectorSpaceContract, AUnitOfWorkSeesItsOwnWritesAndLeavesNothingWhenItFails) {
    put(person(2, 1, "anna"));
    const auto failed = work().run([&]() -> base::Result<void> {
        put(person(3, 1, "bent"));
        EXPECT_TRUE(space().remove(1, guid(2)).value());
        EXPECT_TRUE(space().mark(1, {guid(3)}));
        EXPECT_TRUE(space().set_position(1, {.domain = "other", .invocation_id = "", .cookie = "1"}));
        EXPECT_TRUE(space().find(1, guid(3)).value());
        EXPECT_THAT(all(ObjectKind::person), ElementsAre(guid(3)));
        EXPECT_THAT(space().marked(1, ObjectKind::person, 9).value(), ElementsAre(guid(3)));
        return base::fail(base::ErrorCode::unavailable, "the directory went away");
    });
    EXPECT_EQ(failed.error().message, "the directory went away");
    EXPECT_THAT(all(ObjectKind::person), ElementsAre(guid(2)));
    EXPECT_THAT(space().marked(1, ObjectKind::person, 9).value(), IsEmpty());
    EXPECT_EQ(space().position(1).value().domain, "");
}

INSTANTIATE_TEST_SUITE_P(Stores, ConnectorSpaceContract, ::testing::Values(&memory_sync_stores, &sql_sync_stores),
                         &sync_stores_name);

}  // namespace
}  // namespace tilbage::contract
