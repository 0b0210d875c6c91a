#include "adapters/ldap/change_reader.h"

#include <gmock/gmock.h>

namespace tilbage::adapters::ldap {
namespace {

using core::ObjectGuid;
using core::ObjectKind;
using core::StagedAttribute;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ObjectGuid guid(std::uint8_t byte) {
    ObjectGuid made;
    made.bytes.fill(byte);
    return made;
}
std::string bytes(std::uint8_t byte) { return std::string(16, static_cast<char>(byte)); }
std::string hex(std::uint8_t byte) {
    constexpr auto kDigits = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < 16; ++i) text += {kDigits[byte >> 4], kDigits[byte & 15]};
    return text;
}
std::string dn(std::uint8_t byte, const std::string& name) { return "<GUID=" + hex(byte) + ">;" + name; }

const ChangeReader& reader() {
    static const ChangeReader kReader({"sAMAccountName", "displayName", "manager", "otherMailbox", ""},
                                      "DC=ex1,DC=test");
    return kReader;
}

Entry entry(std::uint8_t byte, const std::string& name, std::vector<Attribute> attributes) {
    attributes.push_back({"objectGUID", {bytes(byte)}});
    return {dn(byte, name), std::move(attributes)};
}
Entry made(const std::vector<std::string>& classes, std::vector<Attribute> more = {}) {
    auto one = entry(1, "CN=Ella\\, B,OU=People,DC=ex1,DC=test",
                     {{"objectClass", classes},
                      {"name", {"Ella, B"}},
                      {"parentGUID", {bytes(9)}},
                      {"whenCreated", {"20261123000000.0Z"}}});
    for (auto& each : more) one.attributes.push_back(std::move(each));
    return one;
}

TEST(ChangeReader, an_object_that_was_made_is_whole) {
    const auto change = reader().from_dirsync(
        made({"top", "person", "organizationalPerson", "user"}, {{"SAMACCOUNTNAME", {"ella"}}, {"displayName", {}}}));
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->whole);
    EXPECT_EQ(change->guid, guid(1));
    EXPECT_EQ(change->kind, ObjectKind::person);
    EXPECT_EQ(change->parent, guid(9));
    EXPECT_EQ(change->rdn, "CN=Ella\\, B");
    EXPECT_THAT(change->attributes, ElementsAre(StagedAttribute{"sAMAccountName", {"ella"}}))
        << "the staged spelling, and what is empty is not there";
}

TEST(ChangeReader, classes_decide_what_is_staged) {
    EXPECT_EQ(reader().from_dirsync(made({"top", "user", "inetOrgPerson"}))->kind, ObjectKind::person);
    EXPECT_EQ(reader().from_dirsync(made({"top", "group"}))->kind, ObjectKind::group);
    EXPECT_EQ(reader().from_dirsync(made({"top", "organizationalUnit"}))->kind, ObjectKind::unit);
    EXPECT_EQ(reader().from_dirsync(made({"top", "container"}))->kind, ObjectKind::unit);
    EXPECT_FALSE(reader().from_dirsync(made({"top", "user", "computer", "msDS-GroupManagedServiceAccount"})));
    EXPECT_FALSE(reader().from_dirsync(made({"top", "contact"})));
}

TEST(ChangeReader, only_what_has_changed_is_told_of_an_object_that_was_there) {
    const auto change = reader().from_dirsync(
        entry(1, "CN=a,DC=ex1,DC=test", {{"displayName", {"Ella"}}, {"otherMailbox", {}}, {"instanceType", {"4"}}}));
    ASSERT_TRUE(change);
    EXPECT_FALSE(change->whole);
    EXPECT_FALSE(change->parent);
    EXPECT_FALSE(change->rdn);
    EXPECT_THAT(change->attributes,
                ElementsAre(StagedAttribute{"displayName", {"Ella"}}, StagedAttribute{"otherMailbox", {}}));
}

TEST(ChangeReader, a_move_and_a_rename_come_with_parent_and_name) {
    const auto change =
        reader().from_dirsync(entry(1, "CN=b,OU=Sales,DC=ex1,DC=test", {{"name", {"b"}}, {"parentGUID", {bytes(7)}}}));
    ASSERT_TRUE(change);
    EXPECT_EQ(change->parent, guid(7));
    EXPECT_EQ(change->rdn, "CN=b");
    EXPECT_FALSE(change->whole);
}

TEST(ChangeReader, a_new_class_makes_nothing_whole) {
    EXPECT_FALSE(reader()
                     .from_dirsync(entry(1, "CN=a,DC=ex1,DC=test", {{"objectClass", {"top", "user", "inetOrgPerson"}}}))
                     ->whole);
}

TEST(ChangeReader, an_object_that_was_deleted_is_told_as_that_alone) {
    auto deleted = made({"top", "user"}, {{"sAMAccountName", {"ella"}}});
    deleted.attributes.push_back({"isDeleted", {"TRUE"}});
    const auto change = reader().from_dirsync(deleted);
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->deleted);
    EXPECT_THAT(change->attributes, IsEmpty());
}

TEST(ChangeReader, a_revived_object_is_there_again) {
    const auto change = reader().from_dirsync(
        entry(1, "CN=b,OU=Sales,DC=ex1,DC=test", {{"name", {"b"}}, {"parentGUID", {bytes(7)}}, {"isDeleted", {}}}));
    ASSERT_TRUE(change);
    EXPECT_FALSE(change->deleted);
}

TEST(ChangeReader, a_revival_is_told_by_a_mark_of_deletion_that_is_gone) {
    EXPECT_TRUE(ChangeReader::tells_of_revival(entry(1, "CN=b", {{"isDeleted", {}}})));
    EXPECT_FALSE(ChangeReader::tells_of_revival(entry(1, "CN=b", {{"isDeleted", {"TRUE"}}})));
    EXPECT_FALSE(ChangeReader::tells_of_revival(entry(1, "CN=b", {{"name", {"b"}}})));
}

TEST(ChangeReader, what_refers_to_an_object_becomes_changes_of_groups_and_people) {
    const auto changes = changes_of_relations(
        entry(1, "CN=b", {{"memberOf", {dn(4, "CN=g"), dn(5, "CN=h")}}, {"directReports", {dn(6, "CN=p")}}}), guid(1));
    ASSERT_THAT(changes, SizeIs(3));
    EXPECT_EQ(changes[0].guid, guid(4));
    EXPECT_THAT(changes[0].members_added, ElementsAre(guid(1)));
    EXPECT_FALSE(changes[0].whole || changes[0].members_whole);
    EXPECT_EQ(changes[2].guid, guid(6));
    EXPECT_THAT(changes[2].attributes, ElementsAre(StagedAttribute{"manager", {bytes(1)}}));
}

TEST(ChangeReader, the_head_of_the_domain_has_no_parent_and_its_whole_name) {
    const auto change = reader().from_dirsync(
        entry(3, "DC=EX1,DC=test",
              {{"objectClass", {"top", "domain", "domainDNS"}}, {"name", {"ex1"}}, {"whenCreated", {"x"}}}));
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->whole);
    EXPECT_TRUE(change->parent && change->parent->is_nil());
    EXPECT_EQ(change->rdn, "DC=EX1,DC=test");
}

TEST(ChangeReader, a_server_that_does_not_tell_the_parent_gives_no_whole_object) {
    auto one = made({"top", "user"});
    std::erase_if(one.attributes, [](const auto& each) { return each.name == "parentGUID"; });
    EXPECT_FALSE(reader().from_dirsync(one)->whole);
}

TEST(ChangeReader, members_that_came_and_went_are_told_apart) {
    const auto change = reader().from_dirsync(
        entry(1, "CN=g,DC=ex1,DC=test",
              {{"member;range=1-1", {dn(4, "CN=a"), dn(5, "CN=b")}}, {"member;range=0-0", {dn(6, "CN=c")}}}));
    ASSERT_TRUE(change);
    EXPECT_FALSE(change->members_whole);
    EXPECT_THAT(change->members_added, ElementsAre(guid(4), guid(5)));
    EXPECT_THAT(change->members_removed, ElementsAre(guid(6)));
    EXPECT_THAT(change->attributes, IsEmpty());
}

TEST(ChangeReader, a_new_group_has_the_members_that_are_there) {
    const auto change = reader().from_dirsync(
        made({"top", "group"}, {{"member;range=0-0", {dn(6, "CN=c")}}, {"member;range=1-1", {dn(4, "CN=a")}}}));
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->members_whole);
    EXPECT_THAT(change->members_added, ElementsAre(guid(4)));
    EXPECT_THAT(change->members_removed, IsEmpty());
    EXPECT_TRUE(reader().from_dirsync(made({"top", "group"}))->members_whole) << "one without members, too";
}

TEST(ChangeReader, a_manager_is_a_guid_and_the_new_one_counts) {
    const Attribute came{"manager;range=1-1", {dn(4, "CN=new")}};
    const Attribute went{"manager;range=0-0", {dn(5, "CN=old")}};
    const StagedAttribute is_new{"manager", {bytes(4)}};
    for (const auto& both : {std::vector{came, went}, std::vector{went, came}, std::vector{came}})
        EXPECT_THAT(reader().from_dirsync(entry(1, "CN=a", both))->attributes, ElementsAre(is_new));
    EXPECT_THAT(reader().from_dirsync(entry(1, "CN=a", {went}))->attributes,
                ElementsAre(StagedAttribute{"manager", {}}));
}

TEST(ChangeReader, text_that_looks_like_a_reference_is_text) {
    const auto odd = dn(4, "CN=x");
    EXPECT_THAT(reader().from_dirsync(entry(1, "CN=a", {{"displayName", {odd}}}))->attributes,
                ElementsAre(StagedAttribute{"displayName", {odd}}));
}

TEST(ChangeReader, a_search_gives_whole_objects_with_all_that_their_answer_has_of_members) {
    const auto change = reader().from_search(
        made({"top", "group"}, {{"member", {}}, {"member;range=0-1", {dn(4, "CN=a"), dn(5, "CN=b")}}}));
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->whole);
    EXPECT_TRUE(change->members_whole);
    EXPECT_THAT(change->members_added, SizeIs(2));
    EXPECT_FALSE(reader().from_search(entry(1, "CN=a", {{"displayName", {"x"}}}))) << "its class cannot be read";
}

TEST(MemberRange, says_where_the_rest_begins) {
    EXPECT_EQ(members_in(entry(1, "CN=g", {{"member;range=0-1499", {dn(4, "CN=a")}}})).next, 1500);
    EXPECT_FALSE(members_in(entry(1, "CN=g", {{"Member;range=1500-*", {dn(4, "CN=a")}}})).next);
    EXPECT_FALSE(members_in(entry(1, "CN=g", {{"member", {dn(4, "CN=a")}}})).next);
    EXPECT_THAT(members_in(entry(1, "CN=g", {{"memberOf", {dn(4, "CN=a")}}})).members, IsEmpty());
}

}  // namespace
}  // namespace tilbage::adapters::ldap
