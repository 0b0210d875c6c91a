#include "wire/scim_patch.h"

#include <gtest/gtest.h>
#include <random>

#include "wire/scim_user.h"

namespace tilbage::wire {
namespace {

using core::ProfileField;
using Kind = core::GroupMember::Kind;

core::Person babs() {
    core::Person person;
    person.id = core::PersonId("2819c223");
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = "bjensen@example.com";
    person.display_name = "Babs Jensen";
    person.work_mail = "bjensen@example.com";
    person.alternate_mails = {"babs@jensen.org"};
    person.profile = {{ProfileField::given_name, "Barbara"},
                      {ProfileField::surname, "Jensen"},
                      {ProfileField::city, "Hollywood"},
                      {ProfileField::mobile_phone, "555"},
                      {ProfileField::department, "Tours"}};
    person.manager = core::PersonId("26118915");
    person.on_premises.proxy_addresses = {"SMTP:bjensen@example.com", "smtp:b@example.com"};
    person.on_premises.user_account_control = 512;
    return person;
}

std::string patch_text(const std::string& operations) {
    return R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [)" + operations + "]}";
}

ScimResult<core::Person> patched(const std::string& operations, const core::Person& person = babs()) {
    const auto patch = decode_scim_patch(ScimResource::user, patch_text(operations));
    if (!patch) return tl::unexpected<ScimProblem>(patch.error());
    return apply_scim_patch(*patch, person);
}

std::string refusal(const std::string& operations) {
    const auto person = patched(operations);
    return person ? "done" : person.error().type;
}

struct Case {
    const char* operations;
    std::function<void(core::Person&)> change;
};

TEST(ScimPatch, DoesWhatItsOperationsSayAndNothingElse) {
    const std::vector<Case> cases{
        {R"({"op": "replace", "path": "displayName", "value": "B"})", [](auto& p) { p.display_name = "B"; }},
        {R"({"op": "Add", "path": "TITLE", "value": "Boss"})",
         [](auto& p) { p.profile[ProfileField::job_title] = "Boss"; }},
        {R"({"op": "remove", "path": "displayName"})", [](auto& p) { p.display_name.clear(); }},
        {R"({"op": "replace", "path": "displayName", "value": null})", [](auto& p) { p.display_name.clear(); }},
        {R"({"op": "replace", "path": "active", "value": "False"})", [](auto& p) { p.active = false; }},
        {R"({"op": "replace", "value": {"active": false, "nickName": "x", "id": "y"}})",
         [](auto& p) { p.active = false; }},
        {R"({"op": "replace", "path": "name.familyName", "value": "O'M"})",
         [](auto& p) { p.profile[ProfileField::surname] = "O'M"; }},
        {R"({"op": "replace", "path": "name", "value": {"familyName": "O'M", "formatted": "?"}})",
         [](auto& p) { p.profile[ProfileField::surname] = "O'M"; }},
        {R"({"op": "remove", "path": "name.givenName"})", [](auto& p) { p.profile.erase(ProfileField::given_name); }},
        {R"({"op": "add", "value": {"name.givenName": "Bab", "urn:ietf:params:scim:schemas:core:2.0:User:title": "T"}})",
         [](auto& p) {
             p.profile[ProfileField::given_name] = "Bab";
             p.profile[ProfileField::job_title] = "T";
         }},
        {R"({"op": "add", "path": "emails", "value": [{"value": "x@y.z", "TYPE": "other"}]})",
         [](auto& p) { p.alternate_mails.emplace_back("x@y.z"); }},
        {R"({"op": "add", "path": "emails", "value": {"value": "x@y.z", "type": "other"}})",
         [](auto& p) { p.alternate_mails.emplace_back("x@y.z"); }},
        {R"({"op": "add", "path": "emails", "value": [{"value": "babs@jensen.org", "type": "other"}]})", [](auto&) {}},
        {R"({"op": "replace", "path": "emails", "value": [{"value": "x@y.z", "type": "work"}]})",
         [](auto& p) {
             p.work_mail = "x@y.z";
             p.alternate_mails.clear();
         }},
        {R"({"op": "replace", "path": "emails[type eq \"work\"].value", "value": "x@y.z"})",
         [](auto& p) { p.work_mail = "x@y.z"; }},
        {R"({"op": "add", "path": "phoneNumbers[type eq \"fax\"].value", "value": "7"})",
         [](auto& p) { p.profile[ProfileField::fax_number] = "7"; }},
        {R"({"op": "replace", "path": "emails[type eq \"other\"]", "value": {"value": "x@y.z"}})",
         [](auto& p) { p.alternate_mails = {"x@y.z"}; }},
        {R"({"op": "remove", "path": "emails[type eq \"other\"]"})", [](auto& p) { p.alternate_mails.clear(); }},
        {R"({"op": "remove", "path": "emails[value ew \"@nowhere\"]"})", [](auto&) {}},
        {R"({"op": "remove", "path": "emails", "value": [{"value": "babs@jensen.org"}]})",
         [](auto& p) { p.alternate_mails.clear(); }},
        {R"({"op": "remove", "path": "emails"})",
         [](auto& p) {
             p.work_mail.clear();
             p.alternate_mails.clear();
         }},
        {R"({"op": "replace", "path": "addresses[type eq \"work\"].locality", "value": "Burbank"})",
         [](auto& p) { p.profile[ProfileField::city] = "Burbank"; }},
        {R"({"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "S"})",
         [](auto& p) { p.profile[ProfileField::department] = "S"; }},
        {R"({"op": "add", "value": {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "S"}}})",
         [](auto& p) { p.profile[ProfileField::department] = "S"; }},
        {R"({"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "value": {"Department": "S"}})",
         [](auto& p) { p.profile[ProfileField::department] = "S"; }},
        {R"({"op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"})",
         [](auto& p) {
             p.profile.erase(ProfileField::department);
             p.manager.reset();
         }},
        {R"({"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "m2"})",
         [](auto& p) { p.manager = core::PersonId("m2"); }},
        {R"({"op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"})",
         [](auto& p) { p.manager.reset(); }},
        {R"({"op": "add", "path": "urn:tilbage:params:scim:schemas:onprem:2.0:User:proxyAddresses", "value": "smtp:c@example.com"})",
         [](auto& p) { p.on_premises.proxy_addresses.emplace_back("smtp:c@example.com"); }},
        {R"({"op": "remove", "path": "urn:tilbage:params:scim:schemas:onprem:2.0:User:proxyAddresses[value sw \"smtp:b\"]"})",
         [](auto& p) { p.on_premises.proxy_addresses.pop_back(); }},
        {R"({"op": "add", "path": "schemas", "value": ["urn:other"]})", [](auto&) {}},
        {R"({"op": "replace", "path": "userName", "value": "a@b"}, {"op": "replace", "path": "userName", "value": "c@d"})",
         [](auto& p) { p.user_name = "c@d"; }},
    };
    for (const auto& one : cases) {
        auto expected = babs();
        one.change(expected);
        const auto person = patched(one.operations);
        ASSERT_TRUE(person) << one.operations << ": " << person.error().type << ' ' << person.error().detail;
        EXPECT_EQ(*person, expected) << one.operations;
    }
}

TEST(ScimPatch, WhatCannotBeIsRefusedInTheRfcsWords) {
    EXPECT_EQ(refusal(R"({"op": "remove", "path": "userName"})"), "mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "id", "value": "x"})"), "mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "meta.version", "value": "x"})"), "mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "name.formatted", "value": "x"})"), "mutability");
    EXPECT_EQ(
        refusal(R"({"op": "remove", "path": "urn:tilbage:params:scim:schemas:onprem:2.0:User:provisioningErrors"})"),
        "mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "emails[type eq \"home\"].value", "value": "a@b"})"), "noTarget");
    EXPECT_EQ(refusal(R"({"op": "remove"})"), "noTarget");
    EXPECT_EQ(refusal(R"({"op": "remove", "path": ""})"), "noTarget");
    EXPECT_EQ(refusal(R"({"op": "copy", "path": "title"})"), "invalidSyntax");
    EXPECT_EQ(refusal("7"), "invalidSyntax");
    EXPECT_EQ(refusal(""), "invalidValue");
    EXPECT_EQ(refusal(R"({"op": "add", "value": 7})"), "invalidValue");
    EXPECT_EQ(refusal(R"({"op": "add", "path": "active", "value": "maybe"})"), "invalidValue");
    EXPECT_EQ(refusal(R"({"op": "add", "path": "userName", "value": {}})"), "invalidValue");
    EXPECT_EQ(refusal(R"({"op": "add", "path": "name", "value": "Babs"})"), "invalidValue");
    EXPECT_EQ(refusal(R"({"op": "add", "path": "emails", "value": [{"type": "work"}]})"), "invalidValue");
    EXPECT_EQ(refusal(R"({"op": "add", "path": "emails", "value": "a@b\r\nBcc: c@d"})"), "invalidValue");
    EXPECT_EQ(
        refusal(R"({"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "value": 1})"),
        "invalidValue");
}

TEST(ScimPatch, PathsThatLeadNowhereAreInvalid) {
    for (const std::string path : {"nobody",
                                   "name.nobody",
                                   "userName.x",
                                   "emails[",
                                   "emails[]",
                                   "emails[type eq]",
                                   "emails[type eq \\\"a\\\"",
                                   "emails[type eq \\\"a\\\"].nobody",
                                   "emails[type eq \\\"a\\\"].",
                                   "emails[type eq \\\"a\\\"]value",
                                   "emails[type eq \\\"a\\\"].value.x",
                                   "name[givenName eq \\\"a\\\"]",
                                   "displayName[value pr]",
                                   "urn:ietf:params:scim:schemas:core:2.0:User",
                                   "urn:other:User:name",
                                   "emails.type.x",
                                   "members",
                                   ".",
                                   "[",
                                   "a b",
                                   "title title",
                                   "emails[userName pr]",
                                   "emails[type pr] ",
                                   "urn:tilbage:params:scim:schemas:onprem:2.0:User:"}) {
        EXPECT_EQ(refusal(R"({"op": "replace", "path": ")" + path + R"(", "value": "x"})"), "invalidPath") << path;
    }
}

// Whatever comes: an answer, and never a person who could not be read.
TEST(ScimPatch, RandomPathsAndValuesDoNoHarm) {
    std::mt19937 random(7);
    const std::vector<std::string> parts{"emails",
                                         "name",
                                         "[",
                                         "]",
                                         ".",
                                         "value",
                                         "type",
                                         " eq ",
                                         "\\\"work\\\"",
                                         "(",
                                         ")",
                                         "not ",
                                         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                                         ":",
                                         "title",
                                         " pr",
                                         " and ",
                                         "members",
                                         "active",
                                         "id",
                                         "true",
                                         "manager"};
    const std::vector<std::string> values{"null",
                                          "1",
                                          "\"x\"",
                                          "[]",
                                          "{}",
                                          "[{}]",
                                          "[[1]]",
                                          "{\"value\": {\"value\": 1}}",
                                          "[{\"value\": \"a@b.c\", \"type\": \"work\"}]",
                                          "true",
                                          "[null, 1, \"x\"]"};
    const std::vector<std::string> verbs{"add", "replace", "remove"};
    const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
    int done = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string path;
        for (auto length = random() % 6; length > 0; --length) path += one_of(parts);
        const std::string& whole = path;
        const auto person = patched(R"({"op": ")" + one_of(verbs) + R"(", "path": ")" + whole + R"(", "value": )" +
                                    one_of(values) + "}");
        if (!person) {
            EXPECT_EQ(person.error().status, 400U);
            continue;
        }
        ++done;
        EXPECT_TRUE(decode_scim_user(encode_scim_user(*person))) << path;
    }
    EXPECT_GT(done, 0);
}

core::Group guides() {
    core::Group group;
    group.id = core::GroupId("g1");
    group.display_name = "Tour Guides";
    group.members = {{Kind::person, "a"}, {Kind::person, "b"}, {Kind::group, "c"}};
    return group;
}

core::Group patched_group(const ScimPatch& patch) { return apply_scim_patch(patch, guides()).value(); }

TEST(ScimPatch, MembersComeAndGo) {
    const auto patch =
        scim_member_patch({{Kind::group, "d"}, {Kind::person, "b"}}, {{Kind::person, "a"}, {Kind::group, "c"}});
    const auto read = decode_scim_patch(ScimResource::group, encode_scim_patch(patch));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(patched_group(*read).members, (std::vector<core::GroupMember>{{Kind::person, "b"}, {Kind::group, "d"}}));
    const auto change = member_change_in(*read);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->added, (std::vector<core::GroupMember>{{Kind::person, "b"}, {Kind::group, "d"}}));
    EXPECT_EQ(change->removed.size(), 4U) << "a and c, of either kind";
}

TEST(ScimPatch, TheLastWordOnAMemberCounts) {
    const auto patch = decode_scim_patch(ScimResource::group,
                                         patch_text(R"({"op": "add", "path": "members", "value": [{"value": "x"}]},
                                           {"op": "remove", "path": "members[value eq \"x\"]"},
                                           {"op": "remove", "path": "members[value eq \"a\"]"},
                                           {"op": "add", "path": "members", "value": {"value": "a"}})"));
    EXPECT_EQ(patched_group(*patch).members, guides().members);
    const auto change = member_change_in(*patch);
    EXPECT_EQ(change->added, (std::vector<core::GroupMember>{{Kind::person, "a"}}));
    EXPECT_EQ(change->removed, (std::vector<core::GroupMember>{{Kind::person, "x"}, {Kind::group, "x"}}));
}

TEST(ScimPatch, OtherPatchesOfGroupsAreNoChangeOfMembersAlone) {
    for (const auto* operations :
         {R"({"op": "replace", "path": "displayName", "value": "X"})",
          R"({"op": "replace", "path": "members", "value": [{"value": "z"}]})",
          R"({"op": "remove", "path": "members[type eq \"Group\"]"})", R"({"op": "remove", "path": "members"})",
          R"({"op": "add", "value": {"members": [{"value": "z"}]}})"}) {
        const auto patch = decode_scim_patch(ScimResource::group, patch_text(operations));
        ASSERT_TRUE(patch) << operations;
        EXPECT_FALSE(member_change_in(*patch)) << operations;
        EXPECT_NE(patched_group(*patch), guides()) << operations;
    }
    const auto no_groups =
        decode_scim_patch(ScimResource::group, patch_text(R"({"op": "remove", "path": "members[type eq \"Group\"]"})"));
    EXPECT_EQ(patched_group(*no_groups).members.size(), 2U);
    const auto none = decode_scim_patch(ScimResource::group, patch_text(R"({"op": "remove", "path": "members"})"));
    EXPECT_TRUE(patched_group(*none).members.empty());
}

TEST(ScimPatch, AMemberThatCannotBeIsRefused) {
    for (const auto* value : {R"([{"value": "z", "type": "Robot"}])", R"([{}])", R"([7])", R"("z")"}) {
        const auto patch = decode_scim_patch(
            ScimResource::group,
            patch_text(std::string(R"({"op": "replace", "path": "members", "value": )") + value + "}"));
        ASSERT_TRUE(patch);
        const auto group = apply_scim_patch(*patch, guides());
        if (std::string_view(value) == R"("z")") {
            EXPECT_TRUE(group) << "a bare id stands for the member";
        } else {
            EXPECT_FALSE(group) << value;
        }
    }
}

}  // namespace
}  // namespace tilbage::wire
