#include "adapters/sql/group_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using core::Group;
using core::GroupId;
using core::GroupMember;
using testing_support::anchor;
using testing_support::kNow;
using Kind = core::GroupMember::Kind;

class GroupStoreTest : public ::testing::Test {
protected:
    Group group(std::uint8_t number, const std::string& name, std::vector<GroupMember> members = {}) {
        Group made;
        made.id = GroupId("group-" + std::to_string(number));
        made.tenant_id = database_.tenant;
        made.anchor = anchor(static_cast<std::uint8_t>(100 + number));
        made.display_name = name;
        made.sam_account_name = name;
        made.netbios_domain = "EX1";
        made.domain = "ex1.test";
        made.members = std::move(members);
        core::normalise_members(made.members);
        return made;
    }
    void put(const Group& one) { ASSERT_TRUE(store_.put(one, kNow).has_value()); }
    static std::vector<std::string> names(const std::vector<Group>& groups) {
        std::vector<std::string> found;
        for (const auto& one : groups) found.push_back(one.display_name);
        return found;
    }

    testing_support::TenantDatabase database_;
    SqlGroupStore store_{*database_};
    const GroupMember maren_{Kind::person, "person-1"};
};

TEST_F(GroupStoreTest, AGroupComesBackAsItWasPut) {
    put(group(2, "Drift"));
    const auto staff = group(1, "Ansatte", {maren_, {Kind::group, "group-2"}});
    put(staff);
    EXPECT_EQ(store_.find(database_.tenant, staff.id).value(), staff);
    EXPECT_EQ(store_.find_by_anchor(database_.tenant, staff.anchor).value(), staff);
    EXPECT_EQ(store_.list(database_.tenant, 1, 10)->groups.front(), staff);
}

TEST_F(GroupStoreTest, AnotherTenantSeesNothing) {
    put(group(1, "Ansatte", {maren_}));
    const core::TenantId other("tenant-2");
    EXPECT_FALSE(store_.find(other, GroupId("group-1")).value());
    EXPECT_TRUE(store_.search(other, {})->groups.empty());
    EXPECT_TRUE(store_.members(other, GroupId("group-1"), {}, 10)->members.empty());
    EXPECT_TRUE(store_.groups_of(other, maren_, true)->empty());
    EXPECT_FALSE(store_.remove(other, GroupId("group-1")).value());
}

TEST_F(GroupStoreTest, AMemberThatIsNotThereChangesNothing) {
    put(group(1, "Ansatte", {maren_}));
    const auto done = store_.put(group(1, "Omdøbt", {maren_, {Kind::person, "nobody"}}), kNow);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, base::ErrorCode::invalid_argument);
    EXPECT_EQ(store_.find(database_.tenant, GroupId("group-1")).value()->display_name, "Ansatte");
}

TEST_F(GroupStoreTest, TheAnchorIsOneGroupsOnly) {
    put(group(1, "Ansatte"));
    auto twin = group(1, "Tvilling");
    twin.id = GroupId("group-9");
    const auto done = store_.put(twin, kNow);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, base::ErrorCode::conflict);
}

TEST_F(GroupStoreTest, WhoGoesIsInNoGroupAnyMore) {
    put(group(2, "Drift"));
    put(group(1, "Ansatte", {maren_, {Kind::group, "group-2"}}));
    ASSERT_TRUE(SqlPersonStore(*database_).remove(database_.tenant, core::PersonId("person-1")).value());
    ASSERT_TRUE(store_.remove(database_.tenant, GroupId("group-2")).value());
    EXPECT_TRUE(store_.find(database_.tenant, GroupId("group-1")).value()->members.empty());
}

TEST_F(GroupStoreTest, NestedMembershipIsFollowedAndCirclesEnd) {
    put(group(1, "A", {maren_}));
    put(group(2, "B", {{Kind::group, "group-1"}}));
    put(group(3, "C", {{Kind::group, "group-2"}}));
    put(group(1, "A", {maren_, {Kind::group, "group-3"}}));
    EXPECT_EQ(names(*store_.groups_of(database_.tenant, maren_, false)), (std::vector<std::string>{"A"}));
    EXPECT_EQ(names(*store_.groups_of(database_.tenant, maren_, true)), (std::vector<std::string>{"A", "B", "C"}));
}

TEST_F(GroupStoreTest, PagesGoOnWhereTheLastOneEndedWhateverCameBetween) {
    put(group(1, "alfa"));
    put(group(2, "Beta"));
    put(group(3, "gamma"));
    const auto first = store_.search(database_.tenant, {.starts_with = {}, .after = {}, .count = 2});
    ASSERT_EQ(names(first->groups), (std::vector<std::string>{"alfa", "Beta"}));
    ASSERT_TRUE(first->next);
    put(group(4, "Aaa"));
    const auto second = store_.search(database_.tenant, {.starts_with = {}, .after = first->next, .count = 2});
    EXPECT_EQ(names(second->groups), (std::vector<std::string>{"gamma"}));
    EXPECT_FALSE(second->next);
    EXPECT_EQ(store_.count(database_.tenant).value(), 4);
}

TEST_F(GroupStoreTest, ASearchLooksAtTheBeginningOfTheNameWhateverItsCase) {
    put(group(1, "Økonomi"));
    put(group(2, "Drift"));
    EXPECT_EQ(names(store_.search(database_.tenant, {.starts_with = "øko", .after = {}, .count = 10})->groups),
              (std::vector<std::string>{"Økonomi"}));
}

TEST_F(GroupStoreTest, MembersComeInPagesPeopleFirst) {
    put(group(2, "Drift"));
    put(group(1, "Ansatte", {maren_, {Kind::group, "group-2"}}));
    const auto first = store_.members(database_.tenant, GroupId("group-1"), {}, 1);
    ASSERT_EQ(first->members.size(), 1U);
    EXPECT_EQ(first->members.front().user_name, "maren@ex1.test");
    EXPECT_TRUE(first->more);
    const auto second = store_.members(database_.tenant, GroupId("group-1"), first->members.front().member, 1);
    ASSERT_EQ(second->members.size(), 1U);
    EXPECT_EQ(second->members.front().display_name, "Drift");
    EXPECT_FALSE(second->more);
}

}  // namespace
}  // namespace tilbage::adapters::sql
