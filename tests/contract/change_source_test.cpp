// What core/ports/change_source.h promises, kept by every directory of the suite.
#include <algorithm>
#include <gmock/gmock.h>
#include <map>
#include <stdexcept>

#include "contract/change_reading.h"
#include "core/sync/password_expiries.h"

namespace tilbage::contract {
namespace {

using base::ErrorCode;
using core::ObjectChange;
using core::ObjectGuid;
using core::ObjectKind;
using core::StagedAttribute;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class ChangeSource : public ChangeReading {};
INSTANTIATE_TEST_SUITE_P(On, ChangeSource, testing::ValuesIn(source_worlds()), name_of_source_world);

TEST_P(ChangeSource, a_full_reading_has_every_object_whole) {
    const auto unit = add_unit();
    const auto person = world().add_person(unit, "Ella");
    const auto group = world().add_group(unit, "Friends", {person, unit});
    const auto changes = read("");
    for (const auto& guid : {unit, person, group}) {
        ASSERT_THAT(changes.at(guid), SizeIs(1));
        EXPECT_TRUE(changes.at(guid)[0].whole);
        EXPECT_FALSE(changes.at(guid)[0].deleted);
    }
    EXPECT_EQ(changes.at(unit)[0].kind, ObjectKind::unit);
    EXPECT_EQ(changes.at(unit)[0].parent, world().root());
    EXPECT_EQ(changes.at(person)[0].kind, ObjectKind::person);
    EXPECT_EQ(changes.at(person)[0].parent, unit);
    EXPECT_EQ(changes.at(person)[0].rdn, "CN=Ella");
    EXPECT_TRUE(value_of(changes.at(person)[0], "sAMAccountName"));
    EXPECT_EQ(changes.at(group)[0].kind, ObjectKind::group);
    EXPECT_TRUE(changes.at(group)[0].members_whole);
    EXPECT_THAT(changes.at(group)[0].members_added, UnorderedElementsAre(person, unit));
}

TEST_P(ChangeSource, a_full_reading_has_the_head_of_the_domain_with_its_whole_name_and_no_parent) {
    const auto domain = source().domain();
    ASSERT_TRUE(domain) << domain.error().message;
    const auto changes = read("");
    ASSERT_TRUE(changes.contains(domain->head));
    const auto& head = changes.at(domain->head).at(0);
    EXPECT_TRUE(head.whole);
    EXPECT_EQ(head.kind, ObjectKind::unit);
    EXPECT_EQ(head.rdn, domain->base_dn);
    ASSERT_TRUE(head.parent);
    EXPECT_TRUE(head.parent->is_nil());
    EXPECT_FALSE(domain->dns.empty());
    EXPECT_FALSE(domain->netbios.empty());
    EXPECT_FALSE(domain->forest.empty());
}

TEST_P(ChangeSource, when_nothing_has_changed_nothing_is_told_but_the_place_to_go_on) {
    EXPECT_THAT(delta(), IsEmpty());
    EXPECT_FALSE(cookie_.empty());
    EXPECT_THAT(delta(), IsEmpty());
}

TEST_P(ChangeSource, who_is_new_is_told_whole) {
    const auto unit = add_unit();
    const auto person = world().add_person(unit, "Mads");
    const auto group = world().add_group(unit, "Club", {person});
    const auto changes = delta();
    EXPECT_THAT(changes, SizeIs(3));
    EXPECT_TRUE(changes.at(unit).at(0).whole);
    EXPECT_TRUE(changes.at(person).at(0).whole);
    EXPECT_TRUE(changes.at(group).at(0).whole);
    EXPECT_THAT(changes.at(group)[0].members_added, ElementsAre(person));
}

TEST_P(ChangeSource, of_who_was_there_only_what_has_changed_is_told) {
    const auto person = settled_person("Signe");
    world().set(person, "displayName", {"Signe Holm"});
    const auto changes = delta();
    EXPECT_THAT(changes, SizeIs(1));
    const auto& change = only(changes, person);
    EXPECT_FALSE(change.whole);
    EXPECT_FALSE(change.parent);
    EXPECT_FALSE(change.rdn);
    EXPECT_THAT(change.attributes, ElementsAre(StagedAttribute{"displayName", {"Signe Holm"}}));
}

TEST_P(ChangeSource, an_attribute_that_is_gone_is_told_without_values) {
    const auto person = settled_person("Otto");
    world().set(person, "title", {"Smith"});
    (void)delta();
    world().set(person, "title", {});
    EXPECT_THAT(only(delta(), person).attributes, ElementsAre(StagedAttribute{"title", {}}));
    const auto object = source().read_object(person);
    ASSERT_TRUE(object && *object);
    EXPECT_FALSE(value_of(**object, "title"));
}

TEST_P(ChangeSource, the_alternate_mail_addresses_come_all_of_them) {
    const auto person = settled_person("Karla");
    world().set(person, "otherMailbox", {"one@mail.example", "two@mail.example"});
    const auto change = only(delta(), person);
    ASSERT_THAT(change.attributes, SizeIs(1));
    EXPECT_EQ(change.attributes[0].name, "otherMailbox");
    EXPECT_THAT(change.attributes[0].values, UnorderedElementsAre("one@mail.example", "two@mail.example"));
}

TEST_P(ChangeSource, text_that_looks_like_a_reference_is_told_as_it_is) {
    const auto person = settled_person("Odd");
    const std::string odd = "<GUID=db380ca1d72fb649b42ec269b7870c38>;CN=x";
    world().set(person, "description", {odd});
    EXPECT_THAT(only(delta(), person).attributes, ElementsAre(StagedAttribute{"description", {odd}}));
}

TEST_P(ChangeSource, a_manager_is_told_by_guid_when_set_replaced_and_removed) {
    const auto boss = settled_person("Boss");
    const auto other = settled_person("Other");
    const auto person = settled_person("Liv");
    for (const auto& manager : {boss, other}) {
        world().set_manager(person, manager);
        EXPECT_THAT(only(delta(), person).attributes, ElementsAre(StagedAttribute{"manager", {bytes_of(manager)}}));
    }
    const auto object = source().read_object(person);
    ASSERT_TRUE(object && *object);
    EXPECT_EQ(value_of(**object, "manager"), bytes_of(other));
    world().set_manager(person, std::nullopt);
    EXPECT_THAT(only(delta(), person).attributes, ElementsAre(StagedAttribute{"manager", {}}));
}

// The directory takes the link to who is deleted away and says nothing; what was there before it is gone as well.
TEST_P(ChangeSource, of_a_manager_who_came_and_was_deleted_since_nothing_is_left_nor_of_the_one_before) {
    const auto before = settled_person("Before");
    const auto brief = settled_person("Brief");
    const auto person = settled_person("Ida");
    world().set_manager(person, before);
    (void)delta();
    world().set_manager(person, brief);
    world().remove(brief);
    EXPECT_THAT(only(delta(), person).attributes, ElementsAre(StagedAttribute{"manager", {}}));
}

TEST_P(ChangeSource, a_new_name_is_told_escaped) {
    const auto person = settled_person("Plain");
    world().rename(person, "Holm, \"Ella\"", unit_);
    EXPECT_EQ(only(delta(), person).rdn, "CN=Holm\\, \\\"Ella\\\"");
}

TEST_P(ChangeSource, a_move_is_told_by_the_new_parent) {
    const auto person = settled_person("Mover");
    const auto other = add_unit();
    (void)delta();
    world().rename(person, "Mover", other);
    const auto change = only(delta(), person);
    EXPECT_EQ(change.parent, other);
    EXPECT_FALSE(change.whole);
}

TEST_P(ChangeSource, of_a_unit_that_is_renamed_the_unit_alone_is_told) {
    const auto unit = add_unit();
    const auto person = world().add_person(unit, "Below");
    (void)delta();
    const auto name = new_name("renamed");
    world().rename(unit, name, world().root());
    const auto changes = delta();
    EXPECT_FALSE(changes.contains(person));
    EXPECT_EQ(only(changes, unit).rdn, "OU=" + name);
}

TEST_P(ChangeSource, members_that_come_and_go_are_told_each) {
    const auto first = settled_person("First");
    const auto second = settled_person("Second");
    const auto group = world().add_group(unit_, new_name("group"), {first});
    (void)delta();
    world().add_member(group, second);
    auto change = only(delta(), group);
    EXPECT_FALSE(change.members_whole);
    EXPECT_THAT(change.members_added, ElementsAre(second));
    EXPECT_THAT(change.members_removed, IsEmpty());
    EXPECT_THAT(change.attributes, IsEmpty());
    world().remove_member(group, first);
    change = only(delta(), group);
    EXPECT_THAT(change.members_added, IsEmpty());
    EXPECT_THAT(change.members_removed, ElementsAre(first));
    const auto object = source().read_object(group);
    ASSERT_TRUE(object && *object);
    EXPECT_THAT((*object)->members_added, ElementsAre(second));
}

TEST_P(ChangeSource, who_came_and_went_again_between_two_readings_is_no_member) {
    const auto person = settled_person("Brief");
    const auto group = world().add_group(unit_, new_name("group"), {});
    (void)delta();
    world().add_member(group, person);
    world().remove_member(group, person);
    EXPECT_THAT(only(delta(), group).members_added, IsEmpty());
}

TEST_P(ChangeSource, groups_may_hold_one_another) {
    const auto inner = world().add_group(unit_, new_name("inner"), {});
    const auto outer = world().add_group(unit_, new_name("outer"), {inner});
    world().add_member(inner, outer);
    const auto changes = delta();
    EXPECT_THAT(changes.at(outer).at(0).members_added, ElementsAre(inner));
    EXPECT_THAT(changes.at(inner).at(0).members_added, ElementsAre(outer));
}

TEST_P(ChangeSource, who_is_deleted_is_told_and_cannot_be_read_any_more) {
    const auto person = settled_person("Gone");
    const auto group = world().add_group(unit_, new_name("group"), {person});
    (void)delta();
    world().remove(person);
    const auto changes = delta();
    EXPECT_TRUE(only(changes, person).deleted);
    EXPECT_FALSE(changes.contains(group)) << "nobody tells that its member is gone";
    const auto object = source().read_object(person);
    ASSERT_TRUE(object);
    EXPECT_FALSE(*object);
    EXPECT_THAT(guids(source()), testing::Not(Contains(person)));
    const auto left = source().read_object(group);
    ASSERT_TRUE(left && *left);
    EXPECT_THAT((*left)->members_added, IsEmpty());
}

TEST_P(ChangeSource, of_a_unit_that_is_deleted_everything_below_is_told) {
    const auto unit = add_unit();
    const auto person = world().add_person(unit, "Below");
    (void)delta();
    world().remove(unit);
    const auto changes = delta();
    EXPECT_TRUE(changes.at(unit).at(0).deleted);
    EXPECT_TRUE(changes.at(person).at(0).deleted);
    EXPECT_FALSE(read("").contains(person)) << "of what is gone a full reading says nothing";
}

TEST_P(ChangeSource, who_is_revived_is_there_again_with_the_same_guid) {
    const auto person = settled_person("Lazarus");
    world().remove(person);
    ASSERT_TRUE(only(delta(), person).deleted);
    const auto name = new_name("revived");
    world().revive(person, name, unit_);
    const auto changes = delta();
    ASSERT_THAT(changes.at(person), SizeIs(2));
    EXPECT_TRUE(changes.at(person)[0].deleted);
    EXPECT_FALSE(changes.at(person)[1].deleted);
    const auto object = source().read_object(person);
    ASSERT_TRUE(object && *object);
    EXPECT_TRUE((*object)->whole);
    EXPECT_EQ((*object)->parent, unit_);
    EXPECT_EQ((*object)->rdn, "CN=" + name);
}

TEST_P(ChangeSource, who_was_deleted_and_revived_between_two_readings_is_told_as_both) {
    const auto person = settled_person("Phoenix");
    world().remove(person);
    world().revive(person, new_name("phoenix"), unit_);
    const auto changes = delta();
    ASSERT_THAT(changes.at(person), SizeIs(2));
    EXPECT_TRUE(changes.at(person)[0].deleted) << "the groups that held them hold them no more";
    EXPECT_FALSE(changes.at(person)[1].deleted);
}

TEST_P(ChangeSource, an_account_that_sees_no_deletions_can_count_who_is_left) {
    const auto person = settled_person("Unseen");
    auto& blind = world().blind_source();
    EXPECT_TRUE(*source().sees_deletions());
    EXPECT_FALSE(*blind.sees_deletions());
    auto cookie = read_from(blind, "").second;
    EXPECT_THAT(guids(blind), Contains(person));
    world().remove(person);
    EXPECT_FALSE(read_from(blind, cookie).first.contains(person));
    EXPECT_THAT(guids(blind), testing::Not(Contains(person)));
}

TEST_P(ChangeSource, computers_are_nobody) {
    const auto computer = world().add_computer(unit_, new_name("pc"));
    EXPECT_FALSE(delta().contains(computer));
    const auto object = source().read_object(computer);
    ASSERT_TRUE(object) << object.error().message;
    EXPECT_FALSE(*object);
    EXPECT_THAT(guids(source()), testing::Not(Contains(computer)));
}

TEST_P(ChangeSource, a_large_group_comes_with_all_its_members) {
    const auto members = world().many_objects();
    ASSERT_THAT(members, SizeIs(testing::Gt(1'500U)));
    (void)delta();
    const auto group = world().add_group(unit_, new_name("large"), members);
    const auto changes = delta();
    std::vector<ObjectGuid> told;
    for (const auto& change : changes.at(group))
        told.insert(told.end(), change.members_added.begin(), change.members_added.end());
    // Sorted, for gmock needs minutes to match so many in any order.
    const auto sorted = [](std::vector<ObjectGuid> guids) {
        std::ranges::sort(guids);
        return guids;
    };
    EXPECT_EQ(sorted(told), sorted(members));
    const auto object = source().read_object(group);
    ASSERT_TRUE(object && *object);
    EXPECT_EQ(sorted((*object)->members_added), sorted(members));
}

TEST_P(ChangeSource, a_cookie_that_is_none_is_corrupt) {
    for (const auto* garbage : {"garbage", "Z2FyYmFnZQ==", "TVNEUwMAAAA="}) {
        const auto done = source().read_changes(garbage, [](auto) { return base::Result<void>(); });
        ASSERT_FALSE(done) << garbage;
        EXPECT_EQ(done.error().code, ErrorCode::corrupt) << done.error().message;
    }
    EXPECT_FALSE(read("").empty()) << "and nothing is broken by it";
}

TEST_P(ChangeSource, an_error_of_who_is_told_ends_the_reading) {
    int batches = 0;
    const auto done = source().read_changes("", [&](auto) -> base::Result<void> {
        ++batches;
        return base::fail(ErrorCode::conflict, "enough");
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::conflict);
    EXPECT_EQ(batches, 1);
    EXPECT_FALSE(read("").empty()) << "and the next one works";
}

TEST_P(ChangeSource, the_same_cookie_tells_the_same_again) {
    (void)delta();
    const auto before = cookie_;
    const auto person = world().add_person(unit_, "Again");
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(read(before).contains(person));
}

TEST_P(ChangeSource, every_batch_but_the_last_says_that_there_is_more) {
    std::vector<bool> more;
    ASSERT_TRUE(source().read_changes("", [&](core::ChangeBatch batch) {
        more.push_back(batch.more);
        return base::Result<void>();
    }));
    ASSERT_THAT(more, SizeIs(testing::Gt(1U)));
    EXPECT_FALSE(more.back());
    more.pop_back();
    EXPECT_THAT(more, testing::Each(true));
}

TEST_P(ChangeSource, a_look_tells_the_server_and_that_something_has_happened) {
    const auto before = source().look();
    ASSERT_TRUE(before) << before.error().message;
    EXPECT_FALSE(before->name.empty());
    EXPECT_THAT(before->invocation_id, SizeIs(36));
    world().set(world().root(), "description", {new_name("looked at")});
    const auto after = source().look();
    ASSERT_TRUE(after);
    EXPECT_GT(after->highest_usn, before->highest_usn);
    EXPECT_EQ(after->invocation_id, before->invocation_id);
}

TEST_P(ChangeSource, an_object_is_found_by_its_name_in_any_letter_case) {
    const auto dn = world().dn_of(unit_);
    EXPECT_EQ(*source().find_by_name(dn), unit_);
    std::string upper = dn;
    for (auto& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    EXPECT_EQ(*source().find_by_name(upper), unit_);
    EXPECT_EQ(*source().find_by_name("OU=Nobody," + dn), std::nullopt);
    EXPECT_EQ(*source().find_by_name("OU=People,DC=another,DC=example"), std::nullopt);
}

TEST_P(ChangeSource, what_is_not_there_cannot_be_read) {
    const auto nothing = ObjectGuid::from(new_anchor().guid()).value();
    const auto object = source().read_object(nothing);
    ASSERT_TRUE(object) << object.error().message;
    EXPECT_FALSE(*object);
    EXPECT_EQ(*source().password_expiry(nothing), std::nullopt);
}

TEST_P(ChangeSource, a_password_expires_when_the_directory_says_so) {
    const auto person = settled_person("Expiring");
    const auto one = source().password_expiry(person);
    ASSERT_TRUE(one && *one);
    EXPECT_EQ(*source().password_expiry(unit_), std::nullopt);
    std::map<ObjectGuid, std::int64_t> all;
    ASSERT_TRUE(source().each_password_expiry([&](const ObjectGuid& guid, std::int64_t at) { all[guid] = at; }));
    EXPECT_EQ(all.at(person), **one);
}

TEST_P(ChangeSource, the_domains_own_policy_says_the_same_of_those_who_have_no_other) {
    const auto person = settled_person("Ordinary");
    const auto life = source().password_life();
    ASSERT_TRUE(life) << life.error().message;
    ASSERT_TRUE(*life) << "the account sees too little";
    EXPECT_THAT((*life)->exceptions, Not(Contains(person)));
    const auto object = source().read_object(person);
    ASSERT_TRUE(object && *object);
    const auto directory = source().password_expiry(person);
    ASSERT_TRUE(directory && *directory);
    EXPECT_EQ(core::password_expiry_under((*life)->max_age, (*object)->attributes), **directory);
}

class BrokenReading : public ChangeReading {};
INSTANTIATE_TEST_SUITE_P(On, BrokenReading, testing::ValuesIn(breakable_source_worlds()), name_of_source_world);

TEST_P(BrokenReading, is_an_error_and_the_next_one_goes_on_from_where_the_last_whole_round_ended) {
    (void)delta();
    std::vector<ObjectGuid> people;
    for (int i = 0; i < 30; ++i) people.push_back(world().add_person(unit_, "p" + std::to_string(i)));
    world().break_next_reading();
    auto cookie = cookie_;
    std::map<ObjectGuid, int> told;
    const auto note = [&](const core::ChangeBatch& batch) {
        for (const auto& change : batch.changes) ++told[change.guid];
        cookie = batch.cookie;
        return base::Result<void>();
    };
    const auto broken = source().read_changes(cookie, note);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::unavailable);
    const auto again = source().read_changes(cookie, note);
    ASSERT_TRUE(again) << again.error().message;
    for (const auto& person : people) EXPECT_GE(told[person], 1);
    cookie_ = cookie;
    EXPECT_THAT(delta(), IsEmpty());
}

}  // namespace
}  // namespace tilbage::contract
