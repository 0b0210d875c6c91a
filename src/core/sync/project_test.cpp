#include "core/sync/project.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "core/sync/attribute_values.h"
#include "core/sync/digest.h"
#include "core/sync/merge_change.h"

namespace tilbage::core {
namespace {

const SourceDomain kDomain{"ex1.test", "EX1", "DC=ex1,DC=test", {}, "ex1.test"};
const std::string kDn = "CN=Anna,OU=People,DC=ex1,DC=test";

StagedObject object(std::vector<StagedAttribute> attributes) {
    StagedObject made;
    made.kind = ObjectKind::person;
    made.rdn = "CN=Anna";
    made.attributes = std::move(attributes);
    std::ranges::sort(made.attributes, {}, &StagedAttribute::name);
    return made;
}
SourcePerson project(const StagedObject& staged) {
    return project_person(staged, *SourceAnchor::from_guid(std::vector<std::uint8_t>(16, 1)), kDomain, kDn,
                          "otherMailbox");
}

TEST(Project, EveryAttributeThatIsProjectedIsAskedFor) {
    // Whatever is asked for and set to a text changes what is told, but for what only filters look at.
    const auto plain = digest_of(project(object({{"sAMAccountName", {"anna"}}})), "");
    const std::vector<std::string> others{
        "sAMAccountName", "sAMAccountType",         "mS-DS-ConsistencyGuid",      "description", "manager",
        "groupType",      "isCriticalSystemObject", "msExchRecipientTypeDetails", "objectSid"};
    for (const auto& name : sync_attributes()) {
        if (std::ranges::find(others, name) != others.end()) continue;
        const std::map<std::string, std::string> values{
            {"proxyAddresses", "smtp:a@b"}, {"mail", "a@b"}, {"adminCount", "1"}};
        const auto special = values.find(name);
        const auto value = special == values.end() ? "133000000000000000" : special->second;
        const auto with = project(object({{"sAMAccountName", {"anna"}}, {name, {value}}}));
        EXPECT_NE(digest_of(with, ""), plain) << name;
    }
}

TEST(Project, APersonWithoutAUserPrincipalNameGetsOne) {
    const auto person = project(object({{"sAMAccountName", {"anna"}}}));
    EXPECT_EQ(person.user_principal_name, "anna@ex1.test");
    EXPECT_EQ(person.on_premises.user_principal_name, "");
    EXPECT_EQ(person.netbios_domain, "EX1");
}

TEST(Project, DecodesTheAccountsState) {
    const auto person = project(object({{"userAccountControl", {"514"}},
                                        {"pwdLastSet", {"116444736000000000"}},
                                        {"lockoutTime", {"0"}},
                                        {"accountExpires", {"9223372036854775807"}},
                                        {"adminCount", {"1"}},
                                        {std::string(kPasswordExpiryAttribute), {"116444736600000000"}},
                                        {"objectSid", {std::string("\x01\x01\0\0\0\0\0\x05\x12\0\0\0", 12)}}}));
    EXPECT_FALSE(person.active);
    const auto& facts = person.on_premises;
    EXPECT_EQ(facts.user_account_control, 514);
    EXPECT_EQ(facts.password_set_at, base::from_millis(0));
    EXPECT_EQ(facts.password_expires_at, base::from_millis(60'000));
    EXPECT_FALSE(facts.locked_at);
    EXPECT_FALSE(facts.account_expires_at);
    EXPECT_TRUE(facts.admin_count);
    EXPECT_EQ(facts.security_identifier, "S-1-5-18");
    EXPECT_EQ(facts.distinguished_name, kDn);
}

// A tenant refuses the whole person for one that is none.
TEST(Project, WhatIsNoMailAddressIsLeftOut) {
    const auto person =
        project(object({{"mail", {"none, yet"}},
                        {"otherMailbox", {"a@home.test", "b@home.test; c@home.test", "d\r\n@home.test"}},
                        {"proxyAddresses", {"smtp:a b@ex1.test", "SMTP:anna@ex1.test", "X500:/o=x"}}}));
    EXPECT_EQ(person.mail, "");
    EXPECT_EQ(person.alternate_mails, std::vector<std::string>{"a@home.test"});
    EXPECT_EQ(person.on_premises.proxy_addresses, std::vector<std::string>{"SMTP:anna@ex1.test"});
}

TEST(Project, AnAccountWhoseStateCannotBeReadIsNotActive) { EXPECT_FALSE(project(object({})).active); }

TEST(Project, KeepsMailAddressesAndNoOthersInOneOrder) {
    const auto person = project(object({{"proxyAddresses", {"smtp:b@x", "X500:/o=x", "SMTP:anna@x", "smtp:a@x"}},
                                        {"otherMailbox", {"anna@home", "second@home"}}}));
    EXPECT_EQ(person.on_premises.proxy_addresses, (std::vector<std::string>{"SMTP:anna@x", "smtp:a@x", "smtp:b@x"}));
    EXPECT_EQ(person.alternate_mails, (std::vector<std::string>{"anna@home", "second@home"}));
}

TEST(Project, AGroupIsCalledByTheBestNameThatItHas) {
    auto staged = object({{"sAMAccountName", {"staff"}}});
    staged.kind = ObjectKind::group;
    staged.rdn = "CN=Staff\\, all\\2C of it";
    EXPECT_EQ(project_group(staged, {}, kDomain, kDn).display_name, "Staff, all, of it");
    staged.attributes.insert(staged.attributes.begin(), {"displayName", {"Everybody"}});
    EXPECT_EQ(project_group(staged, {}, kDomain, kDn).display_name, "Everybody");
}

TEST(Digest, TellsTwoPeopleApartThatAreWrittenAlike) {
    SourcePerson one;
    one.display_name = "ab";
    one.mail = "c";
    SourcePerson other;
    other.display_name = "a";
    other.mail = "bc";
    EXPECT_NE(digest_of(one, ""), digest_of(other, ""));
    EXPECT_NE(digest_of(one, ""), digest_of(one, "id-1"));
    EXPECT_EQ(digest_of(one, "").size(), 32);
}

TEST(MergeChange, TakesWhatHasChangedAndKeepsTheRest) {
    const auto staged = object({{"mail", {"a@b"}}, {"title", {"Engineer"}}, {"department", {"IT"}}});
    ObjectChange change;
    change.rdn = "CN=Anna B";
    change.attributes = {{"title", {}}, {"mail", {"b@b"}}, {"company", {"Ex1"}}};
    const auto merged = merge(staged, change);
    EXPECT_EQ(merged.rdn, "CN=Anna B");
    EXPECT_EQ(merged.kind, ObjectKind::person);
    EXPECT_EQ(merged.attributes,
              (std::vector<StagedAttribute>{{"company", {"Ex1"}}, {"department", {"IT"}}, {"mail", {"b@b"}}}));
}

TEST(MergeChange, WhatIsWholeNamesAllThereIsButThePasswordsExpiry) {
    const auto staged = object({{"mail", {"a@b"}}, {std::string(kPasswordExpiryAttribute), {"5"}}});
    ObjectChange change;
    change.whole = true;
    change.kind = ObjectKind::person;
    change.attributes = {{"title", {"Engineer"}}};
    EXPECT_EQ(merge(staged, change).text("title"), "Engineer");
    EXPECT_EQ(merge(staged, change).find("mail"), nullptr);
    EXPECT_EQ(merge(staged, change).text(kPasswordExpiryAttribute), "5");
}

}  // namespace
}  // namespace tilbage::core
