#include <chrono>
#include <gmock/gmock.h>

#include "contract/directory_contract.h"
#include "core/writeback/file_time.h"

namespace tilbage::contract {
namespace {

class FindPerson : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, FindPerson, testing::ValuesIn(worlds()), name_of_world);

TEST_P(FindPerson, finds_who_has_the_source_anchor) {
    const auto anchor = world().add({.display_name = "Mette Hansen"});
    const auto person = find(anchor);
    EXPECT_EQ(person.anchor, anchor);
    EXPECT_EQ(person.display_name, "Mette Hansen");
    EXPECT_THAT(person.dn, testing::HasSubstr(person.sam_account_name));
    EXPECT_THAT(person.user_principal_name, testing::StartsWith(person.sam_account_name + "@"));
    EXPECT_THAT(person.sid, testing::StartsWith("S-1-5-21-"));
    EXPECT_FALSE(person.disabled);
    EXPECT_FALSE(person.locked);
    EXPECT_FALSE(person.expired);
    EXPECT_FALSE(person.admin_count);
    EXPECT_EQ(person.bad_password_count, 0);
}

TEST_P(FindPerson, finds_nobody_for_an_anchor_that_nobody_has) {
    const auto anchor = new_anchor();
    const auto found = directory().find_person({anchor, *core::ObjectGuid::from(anchor.guid())});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(std::holds_alternative<core::NoPerson>(*found));
}

TEST_P(FindPerson, finds_nobody_after_the_person_was_deleted) {
    const auto joined = world().joined(world().add({}));
    world().remove(joined.anchor);
    const auto found = directory().find_person(joined);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(std::holds_alternative<core::NoPerson>(*found));
}

TEST_P(FindPerson, finds_who_has_a_consistency_guid_by_the_object_guid) {
    const auto anchor = world().add({.display_name = "Moved From Elsewhere", .consistency_guid = new_anchor()});
    EXPECT_EQ(find(anchor).display_name, "Moved From Elsewhere");
    EXPECT_EQ(find(anchor).anchor, anchor);
}

TEST_P(FindPerson, finds_nobody_whose_anchor_is_another_by_now) {
    const auto joined = world().joined(world().add({.consistency_guid = new_anchor()}));
    const auto found = directory().find_person({new_anchor(), joined.guid});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(std::holds_alternative<core::NoPerson>(*found));
}

TEST_P(FindPerson, danish_names_arrive_as_they_are) {
    const auto anchor = world().add({.display_name = "Åse Ærø Østergård", .name_in_dn = "Åse Ærø Østergård "});
    EXPECT_EQ(find(anchor).display_name, "Åse Ærø Østergård");
}

TEST_P(FindPerson, finds_a_person_whose_dn_needs_escaping) {
    const auto anchor = world().add({.display_name = "#Kjær, \"Åse\"", .name_in_dn = "#Kjær, \"Åse\" + (\\*);<=> "});
    EXPECT_EQ(find(anchor).display_name, "#Kjær, \"Åse\"");
}

TEST_P(FindPerson, tells_when_the_password_was_set) {
    const auto now = core::to_file_time(base::SystemClock().now());
    constexpr std::int64_t kMinute = 60LL * 1000 * core::kFileTimePerMilli;
    EXPECT_NEAR(static_cast<double>(find(world().add({})).pwd_last_set), static_cast<double>(now),
                static_cast<double>(kMinute));
    EXPECT_EQ(find(world().add({.must_change = true})).pwd_last_set, 0);
}

TEST_P(FindPerson, tells_a_disabled_and_an_expired_account) {
    EXPECT_TRUE(find(world().add({.disabled = true})).disabled);
    EXPECT_TRUE(find(world().add({.expired = true})).expired);
}

TEST_P(FindPerson, tells_a_lockout) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    EXPECT_TRUE(find(anchor).locked);
}

TEST_P(FindPerson, to_write_is_the_same_person_with_the_same_groups) {
    const auto anchor = world().add({.in_nested_group = true});
    world().lock_out(anchor);
    const auto lookup = directory().find_person_to_write(world().joined(anchor));
    ASSERT_TRUE(lookup) << lookup.error().message;
    ASSERT_TRUE(std::holds_alternative<core::DirectoryPerson>(*lookup));
    const auto& person = std::get<core::DirectoryPerson>(*lookup);
    EXPECT_EQ(person.guid, find(anchor).guid);
    EXPECT_EQ(person.group_sids, find(anchor).group_sids);
    EXPECT_TRUE(person.locked);
}

TEST_P(FindPerson, groups_are_transitive) {
    const auto groups = find(world().add({.in_nested_group = true})).group_sids;
    ASSERT_TRUE(groups);
    EXPECT_THAT(*groups, testing::Contains(world().outer_group_sid()));
    EXPECT_THAT(*groups, testing::Contains(testing::EndsWith("-513"))) << "the primary group, Domain Users";
    EXPECT_THAT(*find(world().add({})).group_sids, testing::Not(testing::Contains(world().outer_group_sid())));
}

}  // namespace
}  // namespace tilbage::contract
