#include "wire/scim_filter.h"

#include <gtest/gtest.h>
#include <random>

namespace tilbage::wire {
namespace {

using core::ProfileField;

core::Person barbara() {
    core::Person person;
    person.id = core::PersonId("2819c223-7f76-453a-919d-413861904646");
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = "bjensen@example.com";
    person.display_name = "Barbara Ølgård";
    person.work_mail = "bjensen@example.com";
    person.alternate_mails = {"babs@jensen.org"};
    person.profile = {{ProfileField::given_name, "Barbara"},
                      {ProfileField::surname, "O'Malley"},
                      {ProfileField::job_title, "Tour \"Guide\""},
                      {ProfileField::department, "Økonomi"},
                      {ProfileField::mobile_phone, "555-555-4444"}};
    person.manager = core::PersonId("26118915-6090-4610-87e4-49d8ca9f808d");
    person.on_premises.user_account_control = 512;
    person.on_premises.locked_at = base::from_millis(1'795'417'509'250);  // 2026-11-23T07:05:09.250Z
    person.on_premises.proxy_addresses = {"SMTP:bjensen@example.com", "smtp:b@example.com"};
    return person;
}

std::string answer(const std::string& text, const core::Person& person = barbara()) {
    const auto filter = parse_scim_filter(ScimResource::user, text);
    if (!filter) return filter.error().type + ": " + filter.error().detail;
    return matches(*filter, person) ? "yes" : "no";
}

TEST(ScimFilter, FindsByEveryOperator) {
    for (const auto* text :
         {"userName eq \"bjensen@example.com\"",
          "userName Eq \"BJensen@Example.com\"",
          "name.familyName co \"O'Malley\"",
          "userName sw \"BJ\"",
          "userName ew \".COM\"",
          "title pr",
          "userName ne \"other\"",
          "name pr",
          "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"b\"",
          "displayName eq \"BARBARA ØLGÅRD\"",
          "active eq true",
          "active eq \"True\"",
          "active ne false",
          "title eq \"Tour \\\"Guide\\\"\"",
          "userName gt \"a\" and userName lt \"c\"",
          "userName ge \"bjensen@example.com\"",
          "emails eq \"babs@jensen.org\"",
          "emails.value sw \"babs\"",
          "emails.type eq \"work\"",
          "emails[type eq \"work\" and value co \"@example.com\"]",
          "phoneNumbers[type eq \"mobile\"]",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"økonomi\"",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "
          "\"26118915-6090-4610-87e4-49d8ca9f808d\"",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User pr",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:userAccountControl eq 512",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:userAccountControl ge 512",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:lockedAt gt \"2026-11-23T08:05:08+01:00\"",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:lockedAt eq \"2026-11-23T07:05:09.25Z\"",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:proxyAddresses eq \"smtp:b@example.com\"",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:proxyAddresses[value sw \"smtp:b@\"]",
          "id eq \"2819c223-7f76-453a-919d-413861904646\"",
          "meta.resourceType eq \"User\"",
          "externalId eq \"AAECAwQFBgcICQoLDA0ODw==\"",
          "preferredLanguage eq null",
          "title ne null",
          "schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"",
          "not (preferredLanguage pr)"})
        EXPECT_EQ(answer(text), "yes") << text;
}

TEST(ScimFilter, LeavesOutWhatDoesNotMatch) {
    for (const auto* text :
         {"userName eq \"bjensen\"", "userName ew \"example\"", "preferredLanguage pr", "active eq false",
          "externalId eq \"aaecawqfbgcicqolda0odw==\"", "emails[type eq \"other\" and value co \"@example.com\"]",
          "not (userName sw \"b\")", "title eq null", "userName ne \"BJENSEN@example.com\"",
          "emails ne \"babs@jensen.org\"", "urn:tilbage:params:scim:schemas:onprem:2.0:User:userAccountControl lt 512",
          "urn:tilbage:params:scim:schemas:onprem:2.0:User:passwordSetAt gt \"2000-01-01T00:00:00Z\"",
          "name.givenName eq \"Barb\"", "displayName sw \"arbara\"", "addresses[locality pr]"})
        EXPECT_EQ(answer(text), "no") << text;
}

TEST(ScimFilter, AndBindsTighterThanOrAndNotTighterThanBoth) {
    EXPECT_EQ(answer("active eq true or active eq true and active eq false"), "yes");
    EXPECT_EQ(answer("(active eq true or active eq true) and active eq false"), "no");
    EXPECT_EQ(answer("not (active eq false) and title pr"), "yes");
    EXPECT_EQ(answer("NOT(active eq true) OR title pr"), "yes");
    EXPECT_EQ(answer("  ( ( title pr ) )  "), "yes");
}

TEST(ScimFilter, TheRfcsExamplesAreRead) {
    for (const auto* text : {"userName eq \"bjensen\"", "name.familyName co \"O'Malley\"", "userName sw \"J\"",
                             "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"", "title pr",
                             "title pr and preferredLanguage eq \"da\"", "title pr or active eq true",
                             "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
                             "active eq true and (emails co \"example.com\" or emails.value co \"example.org\")",
                             "active ne true and not (emails co \"example.com\" or emails.value co \"example.org\")",
                             "active eq true and (emails.type eq \"work\")",
                             "active eq true and emails[type eq \"work\" and value co \"@example.com\"]",
                             "emails[type eq \"work\" and value co \"@example.com\"] or phoneNumbers[type eq "
                             "\"mobile\" and value co \"5\"]"})
        EXPECT_TRUE(parse_scim_filter(ScimResource::user, text).has_value()) << text << ": " << answer(text);
}

TEST(ScimFilter, WhatIsNoFilterIsInvalid) {
    for (const std::string text : {"",
                                   " ",
                                   "userName",
                                   "userName eq",
                                   "userName eq a",
                                   "userName eq 7",
                                   "userName eq 'a'",
                                   "userName eq \"a",
                                   "userName eq \"a\"b",
                                   "userName eq \"a\" userName pr",
                                   "userName eq \"a\" and",
                                   "and",
                                   "not userName pr",
                                   "not",
                                   "not (",
                                   "(userName pr",
                                   "userName pr)",
                                   "userName xx \"a\"",
                                   "nobody eq \"a\"",
                                   "name.nobody pr",
                                   "userName.value pr",
                                   "urn:other:User:userName pr",
                                   "urn:ietf:params:scim:schemas:core:2.0:User pr",
                                   "active gt true",
                                   "active co \"tr\"",
                                   "active eq \"maybe\"",
                                   "active eq 1",
                                   "name eq \"a\"",
                                   "title gt null",
                                   "urn:tilbage:params:scim:schemas:onprem:2.0:User:userAccountControl eq \"512\"",
                                   "urn:tilbage:params:scim:schemas:onprem:2.0:User:userAccountControl co 5",
                                   "urn:tilbage:params:scim:schemas:onprem:2.0:User:userAccountControl eq 5.5",
                                   "emails[",
                                   "emails[]",
                                   "emails[type eq \"work\"",
                                   "emails[userName pr]",
                                   "emails[type eq \"a\"].value pr",
                                   "emails.value[type pr]",
                                   "emails[emails[type pr]]",
                                   "emails[type pr] eq \"a\"",
                                   "members pr",
                                   "userName eq \"\\x\"",
                                   "userName eq \"\\",
                                   "\xff\xff",
                                   "userName pr and or title pr",
                                   "userName  eq  \"\n\""}) {
        EXPECT_EQ(answer(text).substr(0, 14), "invalidFilter:") << text;
    }
}

TEST(ScimFilter, DepthAndLengthHaveLimits) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "title pr" + std::string(depth, ')');
    };
    EXPECT_EQ(answer(nested(kMaxScimFilterDepth)), "yes");
    EXPECT_EQ(answer(nested(kMaxScimFilterDepth + 1)).substr(0, 13), "invalidFilter");
    EXPECT_EQ(answer(nested(4000)).substr(0, 13), "invalidFilter");
    EXPECT_EQ(answer("title eq \"" + std::string(kMaxScimFilterBytes, 'a') + "\"").substr(0, 13), "invalidFilter");
}

// Whatever comes: a filter that can be asked, or invalidFilter.
TEST(ScimFilter, RandomFiltersDoNoHarm) {
    std::mt19937 random(11);
    const std::vector<std::string> parts{
        "userName", "emails", "[",     "]",    "(",
        ")",        " eq ",   " and ", " or ", "not ",
        " pr",      "\"a\"",  "null",  "true", "7",
        "type",     "value",  ".",     ":",    "active",
        "name",     "\\",     "\"",    " gt ", "urn:tilbage:params:scim:schemas:onprem:2.0:User",
        "lockedAt", "manager"};
    int read = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (auto length = random() % 9; length > 0; --length) text += parts[random() % parts.size()];
        const auto said = answer(text);
        if (said == "yes" || said == "no") {
            ++read;
        } else {
            ASSERT_EQ(said.substr(0, 14), "invalidFilter:") << text;
        }
    }
    EXPECT_GT(read, 0);
}

TEST(ScimFilter, GroupsHaveTheirOwnAttributes) {
    core::Group group;
    group.display_name = "Tour Guides";
    group.members = {{core::GroupMember::Kind::person, "p1"}};
    const auto found = [&](const std::string& text) {
        return matches(parse_scim_filter(ScimResource::group, text).value(), group);
    };
    EXPECT_TRUE(found("displayName eq \"tour guides\" and members[value eq \"p1\" and type eq \"User\"]"));
    EXPECT_FALSE(found("members.value eq \"P1\""));
    EXPECT_FALSE(found("urn:tilbage:params:scim:schemas:onprem:2.0:Group pr"));
    EXPECT_FALSE(parse_scim_filter(ScimResource::group, "userName pr").has_value());
}

std::string lookup(const std::string& text) {
    const auto found = lookup_in(parse_scim_filter(ScimResource::user, text).value());
    if (!found) return "everybody";
    switch (found->attribute) {
        case ScimLookup::Attribute::id:
            return "id " + found->value;
        case ScimLookup::Attribute::external_id:
            return "externalId " + found->value;
        case ScimLookup::Attribute::user_name:
            return "userName " + found->value;
        case ScimLookup::Attribute::mail:
            return "mail " + found->value;
    }
    return "?";
}

TEST(ScimFilter, SomeFiltersNeedNotLookAtEverybody) {
    EXPECT_EQ(lookup("userName eq \"a\""), "userName a");
    EXPECT_EQ(lookup("active eq true and externalId eq \"x\""), "externalId x");
    EXPECT_EQ(lookup("id eq \"1\" and active eq true"), "id 1");
    EXPECT_EQ(lookup("emails.value eq \"a@b\""), "mail a@b");
    EXPECT_EQ(lookup("emails eq \"a@b\""), "mail a@b");
    EXPECT_EQ(lookup("emails[type eq \"work\" and value eq \"a@b\"]"), "mail a@b");
    for (const auto* text : {"userName sw \"a\"", "userName eq \"a\" or userName eq \"b\"", "not (userName eq \"a\")",
                             "userName ne \"a\"", "emails.type eq \"work\"", "userName eq null"})
        EXPECT_EQ(lookup(text), "everybody") << text;
}

TEST(ScimFilter, QuotesAndBackslashesAreEscapedAsInJson) {
    const std::string value = "a\"b\\c ø or userName eq \"d";
    const auto read = parse_scim_filter(ScimResource::user, scim_equals("userName", value));
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<std::string>(read->value), value);
}

}  // namespace
}  // namespace tilbage::wire
