#include "wire/scim_user.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace tilbage::wire {
namespace {

namespace json = boost::json;

core::Person maren() {
    core::Person person;
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = "maren@ex1.test";
    person.sam_account_name = "maren";
    person.netbios_domain = "EX1";
    person.domain = "ex1.test";
    person.display_name = "Maren \"Mø\" Kjær";
    person.work_mail = "maren@work.test";
    person.alternate_mails = {"maren@private.test", "m@second.test"};
    person.preferred_language = "da-DK";
    person.active = false;
    return person;
}

// The user above with one member replaced.
std::string with(std::string_view name, const json::value& value) {
    auto object = json::parse(encode_scim_user(maren())).as_object();
    object[name] = value;
    return json::serialize(object);
}

std::string type_of_problem(const std::string& text) {
    const auto person = decode_scim_user(text);
    return person ? "" : person.error().type;
}

TEST(ScimUser, WhatIsWrittenIsReadBack) { EXPECT_EQ(decode_scim_user(encode_scim_user(maren())).value(), maren()); }

TEST(ScimUser, AServersAnswerHasIdLocationAndVersion) {
    auto person = maren();
    person.id = core::PersonId("5f0d2c1a-0000-4000-8000-000000000001");
    const auto text = encode_scim_user(person, {.url = "https://id.example.org/scim/v2"}, scim_version(person));
    const auto object = json::parse(text).as_object();
    EXPECT_EQ(object.at("id").as_string(), person.id.str());
    const auto& meta = object.at("meta").as_object();
    EXPECT_EQ(meta.at("resourceType").as_string(), "User");
    EXPECT_EQ(meta.at("location").as_string(), "https://id.example.org/scim/v2/Users/" + person.id.str());
    EXPECT_EQ(meta.at("version").as_string(), scim_version(person));
    EXPECT_EQ(decode_scim_user(text).value(), person);
}

TEST(ScimUser, TheVersionChangesWithWhatTheResourceSaysAndOnlyThen) {
    auto other = maren();
    EXPECT_EQ(scim_version(other), scim_version(maren()));
    other.active = true;
    EXPECT_NE(scim_version(other), scim_version(maren()));
    EXPECT_EQ(scim_version(other).substr(0, 3), "W/\"");
}

TEST(ScimUser, OneWhoIsNotFromADirectoryNeedsOnlyUserNameAndSchemas) {
    const auto person = decode_scim_user(
        R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "a@b", "externalId": "701984"})");
    ASSERT_TRUE(person);
    EXPECT_EQ(person->external_id, "701984");
    EXPECT_EQ(person->anchor, core::SourceAnchor());
    EXPECT_TRUE(person->active);
    EXPECT_TRUE(person->display_name.empty());
    for (const char* name : {"userName", "externalId", "schemas"})
        EXPECT_EQ(type_of_problem(with(name, nullptr)), "invalidValue");
}

TEST(ScimUser, NamesHaveNoCaseAndUnknownOnesAreIgnored) {
    const auto person = decode_scim_user(
        R"({"SCHEMAS": ["urn:ietf:params:scim:schemas:core:2.0:user"], "USERNAME": "a@b", "externalid": "AAECAwQFBgcICQoLDA0ODw==",
            "name": {"givenName": "A"}, "password": "not looked at", "urn:other": 7})");
    ASSERT_TRUE(person);
    EXPECT_EQ(person->user_name, "a@b");
}

TEST(ScimUser, WrongTypesAreRefused) {
    EXPECT_EQ(type_of_problem(with("userName", 7)), "invalidValue");
    EXPECT_EQ(type_of_problem(with("userName", "")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("active", "yes")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("displayName", json::array{})), "invalidValue");
    EXPECT_EQ(type_of_problem(with("emails", "a@b")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("emails", {7})), "invalidValue");
    EXPECT_EQ(type_of_problem(with("emails", {{{"type", "work"}}})), "invalidValue");
    EXPECT_EQ(type_of_problem(with("externalId", "AAECAwQFBgcICQoLDA0ODw")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("externalId", "not base64")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("urn:tilbage:params:scim:schemas:onprem:2.0:User", "EX1")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("schemas", {"urn:ietf:params:scim:schemas:core:2.0:Group"})), "invalidValue");
}

TEST(ScimUser, TextsThatCouldCarrySomethingElseAreRefused) {
    EXPECT_EQ(type_of_problem(with("userName", "a@b\r\nBcc: c@d")), "invalidValue");
    EXPECT_EQ(type_of_problem(with("userName", json::string("a@b\0", 4))), "invalidValue");
    EXPECT_EQ(type_of_problem(with("userName", json::string(321, 'a'))), "invalidValue");
    for (const char* mail : {"a@b, c@d", "a@b c@d", "<a@b>", "a", "@b", "a@", "a\n@b", "a@b;c@d", "\"a\"@b"})
        EXPECT_EQ(type_of_problem(with("emails", {{{"value", mail}, {"type", "other"}}})), "invalidValue") << mail;
}

TEST(ScimUser, MailsOfOtherTypesAreIgnoredAndTheFirstWorkAddressCounts) {
    const auto person = decode_scim_user(with("emails", {{{"value", "home@x.test"}, {"type", "home"}},
                                                         {{"value", "none@x.test"}},
                                                         {{"value", "w1@x.test"}, {"type", "work"}},
                                                         {{"value", "w2@x.test"}, {"type", "work"}},
                                                         {{"value", "o@x.test"}, {"type", "other"}}}));
    ASSERT_TRUE(person);
    EXPECT_EQ(person->work_mail, "w1@x.test");
    EXPECT_EQ(person->alternate_mails, std::vector<std::string>{"o@x.test"});
}

TEST(ScimUser, ProfilesMayHaveLineBreaks) {
    const auto person =
        decode_scim_user(with("addresses", {{{"streetAddress", "Nygade 1\r\n2. sal"}, {"type", "work"}}}));
    ASSERT_TRUE(person) << person.error().detail;
    EXPECT_EQ(person->profile.at(core::ProfileField::street_address), "Nygade 1\r\n2. sal");
    EXPECT_EQ(type_of_problem(with("title", json::string("a\0b", 3))), "invalidValue");
    EXPECT_EQ(type_of_problem(with("title", json::string(8193, 'a'))), "invalidValue");
}

TEST(ScimUser, ProxyAddressesAreOfMailAndTimesOfTheRfc) {
    const auto with_fact = [](std::string_view name, const json::value& value) {
        return with(kScimOnPremisesUserSchema, json::object{{name, value}});
    };
    EXPECT_EQ(type_of_problem(with_fact("proxyAddresses", {"SMTP:a@b.c", "smtp:d@e.f"})), "");
    for (const char* address : {"X500:/o=x", "a@b.c", "smtp:", "smtp:a b@c.d", ""})
        EXPECT_EQ(type_of_problem(with_fact("proxyAddresses", {address})), "invalidValue") << address;
    EXPECT_EQ(type_of_problem(with_fact("lockedAt", "2026-11-23T07:05:09.250Z")), "");
    for (const json::value& time : {json::value("yesterday"), json::value(7), json::value("2026-11-23")})
        EXPECT_EQ(type_of_problem(with_fact("lockedAt", time)), "invalidValue");
    EXPECT_EQ(type_of_problem(with_fact("userAccountControl", "512")), "invalidValue");
    EXPECT_EQ(type_of_problem(with_fact("userAccountControl", -2147483648LL)), "");
}

TEST(ScimUser, WhatIsNoJsonObjectIsInvalidSyntax) {
    for (const std::string& text :
         {std::string(), std::string("["), std::string("[]"), std::string("7"), std::string("{\"a\":}"),
          std::string("{\"userName\":\"\xff\"}"), std::string(100, '['), std::string("{} {}")})
        EXPECT_EQ(type_of_problem(text), "invalidSyntax") << text;
}

TEST(ScimUser, AProblemIsToldInTheShapeOfTheRfc) {
    const auto error = json::parse(encode_scim_error({409, "uniqueness", "userName is taken"})).as_object();
    EXPECT_EQ(error.at("status").as_string(), "409");
    EXPECT_EQ(error.at("scimType").as_string(), "uniqueness");
    EXPECT_EQ(error.at("schemas").as_array().at(0).as_string(), "urn:ietf:params:scim:api:messages:2.0:Error");
    EXPECT_FALSE(json::parse(encode_scim_error({404, {}, "gone"})).as_object().contains("scimType"));
}

}  // namespace
}  // namespace tilbage::wire
