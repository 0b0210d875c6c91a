#include "adapters/ldap/anchor_claims.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

core::SourcePerson person(std::string_view guid, std::string account) {
    core::SourcePerson person;
    person.anchor = *core::SourceAnchor::from_guid(base::as_bytes(guid));
    person.sam_account_name = std::move(account);
    return person;
}

TEST(AnchorClaims, AForeignAnchorThatNobodyElseHasIsTaken) {
    AnchorClaims claims;
    claims.own(person("aaaaaaaaaaaaaaaa", "").anchor);
    claims.foreign(person("bbbbbbbbbbbbbbbb", "moved"));
    const auto settled = std::move(claims).settle();
    ASSERT_EQ(settled.accepted.size(), 1U);
    EXPECT_EQ(settled.accepted[0].sam_account_name, "moved");
    EXPECT_TRUE(settled.disputed.empty());
}

TEST(AnchorClaims, NobodyTakesTheAnchorOfWhoseObjectGuidItIs) {
    AnchorClaims claims;
    claims.foreign(person("aaaaaaaaaaaaaaaa", "pretender"));
    claims.own(person("aaaaaaaaaaaaaaaa", "").anchor);
    const auto settled = std::move(claims).settle();
    EXPECT_TRUE(settled.accepted.empty());
    ASSERT_EQ(settled.disputed.size(), 1U);
    EXPECT_EQ(settled.disputed[0].sam_account_name, "pretender");
}

TEST(AnchorClaims, OfTwoWithTheSameForeignAnchorNeitherHasIt) {
    AnchorClaims claims;
    claims.foreign(person("bbbbbbbbbbbbbbbb", "one"));
    claims.foreign(person("bbbbbbbbbbbbbbbb", "other"));
    const auto settled = std::move(claims).settle();
    EXPECT_TRUE(settled.accepted.empty());
    EXPECT_EQ(settled.disputed.size(), 2U);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
