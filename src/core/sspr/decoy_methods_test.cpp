#include "core/sspr/decoy_methods.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

#include "core/sspr/decoy_shares.h"
#include "fakes/fixed_method_shares.h"
#include "fakes/memory_identity.h"

namespace tilbage::core {
namespace {

const MethodKinds kAll{kAllMethodKinds.begin(), kAllMethodKinds.end()};

struct DecoyMethods : ::testing::Test {
    std::vector<OfferedMethod> of(const std::string& name, int required = 1, const MethodKinds& kinds = kAll) {
        return decoy_methods(key, name, kinds, required, shares);
    }
    MethodShares shares = fakes::FixedMethodShares().shares;
    base::SecretBytes key = base::SecretBytes::copy_of("a key");
};

// A tenant where nobody has registered anything: an app would show that there is nobody.
TEST_F(DecoyMethods, HaveNothingThatNobodyHasAndAllThatEverybodyHas) {
    shares = {256, 256, 0, 0, 0, 0, 0};
    for (int i = 0; i < 300; ++i) EXPECT_EQ(of("name " + std::to_string(i)).size(), 2U);
    shares = {};
    for (int i = 0; i < 300; ++i) {
        const auto offered = of("name " + std::to_string(i));
        ASSERT_EQ(offered.size(), 1U);
        EXPECT_EQ(offered.front().kind, MethodKind::email);
    }
}

// As the passkeys of people are: most have one, and each maker's credentials are of a length of their own.
TEST_F(DecoyMethods, PasskeysStayTheSameAndDifferFromNameToName) {
    std::map<std::size_t, int> counts;
    std::map<std::size_t, int> sizes;
    std::set<base::Bytes> all;
    for (int i = 0; i < 400; ++i) {
        const auto name = "name " + std::to_string(i);
        const auto credentials = decoy_passkeys(key, name);
        EXPECT_EQ(credentials, decoy_passkeys(key, name));
        ++counts[credentials.size()];
        for (const auto& one : credentials) {
            ++sizes[one.size()];
            EXPECT_TRUE(all.insert(one).second);
        }
    }
    EXPECT_GT(counts[1], counts[2]);
    EXPECT_GT(counts[2], counts[3]);
    EXPECT_GT(counts[3], 0);
    EXPECT_EQ(counts.size(), 3U);
    for (const std::size_t size : {16U, 20U, 32U, 48U, 64U}) EXPECT_GT(sizes[size], 0) << size;
    EXPECT_EQ(sizes.size(), 5U);
    EXPECT_NE(decoy_passkeys(key, "anna"), decoy_passkeys(base::SecretBytes::copy_of("another key"), "anna"));
}

TEST(DecoyShares, AreThoseOfTheLastCountAndStayWhenItFails) {
    fakes::MemoryTenantStore tenants;
    const TenantId tenant("t");
    tenants.tenants.push_back({tenant, "ex1.test", "Example One"});
    fakes::FixedMethodShares store;
    DecoyShares counted;
    EXPECT_EQ(counted.of(tenant), MethodShares{});
    ASSERT_TRUE(counted.refresh(tenants, store));
    EXPECT_EQ(counted.of(tenant), store.shares);
    EXPECT_EQ(counted.of(TenantId("another")), MethodShares{});
    store.shares = {1, 2, 3, 4, 5, 6, 7};
    ASSERT_TRUE(counted.refresh(tenants, store));
    EXPECT_EQ(counted.of(tenant), store.shares);
}

TEST_F(DecoyMethods, AreTheSameEveryTimeAndOfAnotherNameOrKeyOthers) {
    EXPECT_EQ(of("nobody"), of("nobody"));
    std::set<std::string> hints;
    for (int i = 0; i < 200; ++i) hints.insert(of("name " + std::to_string(i)).front().hint);
    EXPECT_GT(hints.size(), 50U);
    key = base::SecretBytes::copy_of("another key");
    std::set<std::string> others;
    for (int i = 0; i < 200; ++i) others.insert(of("name " + std::to_string(i)).front().hint);
    EXPECT_NE(hints, others);
}

TEST_F(DecoyMethods, AreAsManyAtLeastAsThePolicyAsksForAndAllowed) {
    const MethodKinds two{MethodKind::recovery_code, MethodKind::temporary_access_code};
    for (int i = 0; i < 200; ++i) {
        const auto name = "name " + std::to_string(i);
        EXPECT_GE(of(name, 2).size(), 2U);
        EXPECT_EQ(of(name, 2, two).size(), 2U);
        EXPECT_EQ(of(name, 1, {MethodKind::email}).size(), 1U);
        EXPECT_TRUE(of(name, 1, {}).empty());
    }
}

TEST_F(DecoyMethods, ComeAsOftenAsPeopleHaveThem) {
    std::map<MethodKind, int> counts;
    for (int i = 0; i < 1000; ++i) {
        for (const auto& method : of("name " + std::to_string(i))) ++counts[method.kind];
    }
    EXPECT_EQ(counts[MethodKind::email], 1000);
    EXPECT_GT(counts[MethodKind::mobile_phone], 400);
    EXPECT_LT(counts[MethodKind::mobile_phone], 600);
    EXPECT_LT(counts[MethodKind::temporary_access_code], 50);
}

TEST_F(DecoyMethods, HaveHintsThatLookLikeAnybodys) {
    for (int i = 0; i < 100; ++i) {
        for (const auto& [kind, hint] : of("name " + std::to_string(i))) {
            if (kind == MethodKind::email) EXPECT_EQ(hint.find("•••@"), 1U) << hint;
            if (kind == MethodKind::mobile_phone) EXPECT_EQ(hint.substr(0, std::string("••• ").size()), "••• ") << hint;
            if (!sends_code(kind)) EXPECT_EQ(hint, "");
        }
    }
}

TEST_F(DecoyMethods, QuestionsAreOnesThatSomebodyCouldHaveAnswered) {
    SecurityQuestionPolicy policy;
    policy.to_register = 3;
    policy.predefined = {"q01", "q02", "q03", "q04"};
    policy.custom = {{7, "What was the ship called?"}};
    const auto asked = decoy_questions(key, "nobody", policy);
    EXPECT_EQ(asked.size(), 3U);
    EXPECT_EQ(asked, decoy_questions(key, "nobody", policy));
    EXPECT_NE(asked, decoy_questions(key, "somebody", policy));
}

}  // namespace
}  // namespace tilbage::core
