#include "core/identity/scope.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

DistinguishedName dn(std::string_view text) { return DistinguishedName::parse(text).value(); }

std::vector<DistinguishedName> dns(std::initializer_list<std::string_view> texts) {
    std::vector<DistinguishedName> names;
    for (const auto text : texts) names.push_back(dn(text));
    return names;
}

const auto kDomain = dn("DC=ex1,DC=test");
const auto kAda = dn("CN=Ada,OU=Oslo,OU=Staff,DC=ex1,DC=test");

Scope selected(std::initializer_list<std::string_view> include, std::initializer_list<std::string_view> exclude = {}) {
    return {.mode = Scope::Mode::selected, .include = dns(include), .exclude = dns(exclude)};
}

TEST(Scope, AllMeansEverybodyInTheDomainButWhatIsExcluded) {
    Scope scope;
    EXPECT_TRUE(covers(scope, kAda, kDomain));
    EXPECT_TRUE(covers(scope, dn("CN=Bo,CN=Users,dc=EX1,dc=test"), kDomain));
    EXPECT_FALSE(covers(scope, dn("CN=Bo,DC=other,DC=test"), kDomain));
    scope.exclude = dns({"OU=Staff,DC=ex1,DC=test"});
    EXPECT_FALSE(covers(scope, kAda, kDomain));
}

TEST(Scope, SelectedMeansNobodyButWhoIsUnderWhatIsIncluded) {
    EXPECT_TRUE(covers(selected({"OU=Staff,DC=ex1,DC=test"}), kAda, kDomain));
    EXPECT_FALSE(covers(selected({"OU=Guests,DC=ex1,DC=test"}), kAda, kDomain));
    EXPECT_FALSE(covers(selected({}), kAda, kDomain));
    EXPECT_TRUE(covers(selected({"DC=ex1,DC=test"}), kAda, kDomain));
}

TEST(Scope, TheNearestListedAncestorWins) {
    const auto scope = selected({"OU=Staff,DC=ex1,DC=test", "OU=Board,OU=Oslo,OU=Staff,DC=ex1,DC=test"},
                                {"OU=Oslo,OU=Staff,DC=ex1,DC=test"});
    EXPECT_FALSE(covers(scope, kAda, kDomain));
    EXPECT_TRUE(covers(scope, dn("CN=Bo,OU=Board,OU=Oslo,OU=Staff,DC=ex1,DC=test"), kDomain));
    EXPECT_TRUE(covers(scope, dn("CN=Bo,OU=Bergen,OU=Staff,DC=ex1,DC=test"), kDomain));
}

TEST(Scope, WhatIsBothIncludedAndExcludedIsOut) {
    EXPECT_FALSE(covers(selected({"OU=Staff,DC=ex1,DC=test"}, {"ou=staff,dc=ex1,dc=test"}), kAda, kDomain));
}

TEST(Scope, WithoutNewUnitsOnlyUnitsThatAreListedThemselvesCount) {
    auto scope = selected({"OU=Staff,DC=ex1,DC=test", "CN=Users,DC=ex1,DC=test"});
    scope.include_new_units = false;
    EXPECT_FALSE(covers(scope, kAda, kDomain));
    EXPECT_TRUE(covers(scope, dn("CN=Bo,OU=Staff,DC=ex1,DC=test"), kDomain));
    EXPECT_TRUE(covers(scope, dn("CN=Bo,CN=Deep,OU=Staff,DC=ex1,DC=test"), kDomain));
    EXPECT_TRUE(covers(scope, dn("CN=Bo,CN=Users,DC=ex1,DC=test"), kDomain));
    scope.include.push_back(dn("OU=Oslo,OU=Staff,DC=ex1,DC=test"));
    EXPECT_TRUE(covers(scope, kAda, kDomain));
}

TEST(Scope, SearchesTheDomainOrTheUppermostOfWhatIsIncluded) {
    EXPECT_EQ(search_bases(Scope{}, kDomain), dns({"DC=ex1,DC=test"}));
    EXPECT_EQ(search_bases(selected({"OU=Oslo,OU=Staff,DC=ex1,DC=test", "OU=Staff,DC=ex1,DC=test",
                                     "ou=staff,DC=ex1,DC=test", "OU=Else,DC=other,DC=test"}),
                           kDomain),
              dns({"OU=Staff,DC=ex1,DC=test"}));
}

}  // namespace
}  // namespace tilbage::core
