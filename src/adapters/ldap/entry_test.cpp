// Entries, and what is read from them.
#include "adapters/ldap/entry.h"

#include <gtest/gtest.h>

#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/policy_entry.h"

namespace tilbage::adapters::ldap {
namespace {

const std::string kGuid = "0123456789abcdef";
const std::string kOtherGuid = "fedcba9876543210";

Entry user() {
    return {"CN=Søren,OU=People,DC=ex1,DC=test",
            {{"objectGUID", {kGuid}},
             {"sAMAccountName", {"soeren"}},
             {"userAccountControl", {"512"}},
             {"accountExpires", {"9223372036854775807"}},
             {"tokenGroups", {std::string("\x01\x02\0\0\0\0\0\x05\x20\0\0\0\x21\x02\0\0", 16)}}}};
}

core::DirectoryPerson person(const Entry& entry) {
    return to_person(entry, *anchor_of(entry, AnchorAttribute::object_guid), base::from_seconds(1'800'000'000));
}

TEST(Entry, AttributeNamesHaveNoLetterCase) {
    EXPECT_EQ(user().text("SAMACCOUNTNAME"), "soeren");
    EXPECT_EQ(user().text("mail"), "");
    EXPECT_EQ(user().number("useraccountcontrol"), 512);
    EXPECT_EQ(user().number("sAMAccountName"), std::nullopt);
}

TEST(SourceAnchor, IsTheConsistencyGuidWhereItIsSetAndWanted) {
    auto entry = user();
    EXPECT_EQ(anchor_of(entry, AnchorAttribute::consistency_guid),
              core::SourceAnchor::from_guid(base::as_bytes(kGuid)));
    entry.attributes.push_back({"mS-DS-ConsistencyGuid", {kOtherGuid}});
    EXPECT_EQ(anchor_of(entry, AnchorAttribute::consistency_guid),
              core::SourceAnchor::from_guid(base::as_bytes(kOtherGuid)));
    EXPECT_EQ(anchor_of(entry, AnchorAttribute::object_guid), core::SourceAnchor::from_guid(base::as_bytes(kGuid)));
}

TEST(SourceAnchor, AConsistencyGuidThatIsNoGuidIsNotUsed) {
    auto entry = user();
    entry.attributes.push_back({"mS-DS-ConsistencyGuid", {"too short"}});
    EXPECT_EQ(anchor_of(entry, AnchorAttribute::consistency_guid),
              core::SourceAnchor::from_guid(base::as_bytes(kGuid)));
}

TEST(PersonEntry, GroupsThatCannotBeReadAreNotNoGroups) {
    auto entry = user();
    EXPECT_EQ(person(entry).group_sids, std::vector<std::string>{"S-1-5-32-545"});
    entry.attributes.back().values = {"not a SID"};
    EXPECT_EQ(person(entry).group_sids, std::nullopt);
    entry.attributes.pop_back();
    EXPECT_EQ(person(entry).group_sids, std::nullopt);
}

TEST(PersonEntry, AccountExpiresInThePastIsExpired) {
    auto entry = user();
    EXPECT_FALSE(person(entry).expired);
    for (const auto& [value, expired] :
         {std::pair{"0", false}, {"132000000000000000", true}, {"150000000000000000", false}}) {
        entry.attributes[3].values = {value};
        EXPECT_EQ(person(entry).expired, expired) << value;
    }
}

TEST(PolicyEntry, WhatCannotBeReadStaysEmpty) {
    const auto policy = pso_policy({});
    EXPECT_EQ(policy.source, core::PolicySource::pso);
    EXPECT_EQ(policy.min_length, std::nullopt);
    EXPECT_EQ(policy.complexity, std::nullopt);
    EXPECT_EQ(policy.min_age_seconds, std::nullopt);
}

TEST(PolicyEntry, OfTheDomain) {
    const auto policy = domain_policy({"DC=x",
                                       {{"minPwdLength", {"8"}},
                                        {"pwdProperties", {"17"}},
                                        {"minPwdAge", {"-864000000000"}},
                                        {"maxPwdAge", {"-9223372036854775808"}}}});
    EXPECT_EQ(policy.min_length, 8);
    EXPECT_EQ(policy.complexity, true);
    EXPECT_EQ(policy.min_age_seconds, 86'400);
    EXPECT_EQ(policy.max_age_seconds, 0);
    EXPECT_EQ(policy.history_length, std::nullopt);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
