#include "adapters/sql/integration_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/person_store.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using core::SignInType;

struct IntegrationStoreTest : ::testing::Test {
    TenantDatabase database;
    SqlIntegrationStore store{*database};
};

TEST_F(IntegrationStoreTest, HasEverythingOffUntilSomebodySaysYes) {
    const auto settings = store.read(database.tenant);
    ASSERT_TRUE(settings);
    EXPECT_EQ(*settings, core::OnPremisesIntegration{});
}

TEST_F(IntegrationStoreTest, CountsVersionsAndHowOftenWritebackWasSwitchedOn) {
    const auto on = store.write(database.tenant, {.writeback_enabled = true, .unlock_allowed = false}, 0);
    ASSERT_TRUE(on) << on.error().message;
    EXPECT_EQ(on->version, 1);
    EXPECT_EQ(on->switched_on, 1);
    const auto unlock = store.write(database.tenant, {.writeback_enabled = true, .unlock_allowed = true}, 1);
    EXPECT_EQ(unlock->switched_on, 1);
    ASSERT_TRUE(store.write(database.tenant, {.writeback_enabled = false, .unlock_allowed = true}, 2));
    const auto again = store.write(database.tenant, {.writeback_enabled = true, .unlock_allowed = true}, 3);
    EXPECT_EQ(again->switched_on, 2);
    EXPECT_EQ(store.read(database.tenant).value(), *again);
}

TEST_F(IntegrationStoreTest, RefusesWhoHasSeenAnotherVersion) {
    ASSERT_TRUE(store.write(database.tenant, {.writeback_enabled = true, .unlock_allowed = false}, 0));
    const auto late = store.write(database.tenant, {.writeback_enabled = false, .unlock_allowed = false}, 0);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, base::ErrorCode::conflict);
    EXPECT_TRUE(store.read(database.tenant)->writeback_enabled);
}

TEST_F(IntegrationStoreTest, KnowsTheDomainsOfPeopleAndHowTheySignIn) {
    SqlPersonStore people(*database);
    std::uint8_t number = 2;
    for (const auto* name : {"a@b.test", "c@B.test", "d@a.test", "nobody"}) {
        auto person = database.person(number++, "somebody");
        person.user_name = name;
        ASSERT_TRUE(people.put(person, kNow));
    }
    ASSERT_TRUE(store.set_sign_in_type(database.tenant, {"B.test", SignInType::federated}));
    const auto domains = store.domains(database.tenant);
    ASSERT_TRUE(domains) << domains.error().message;
    std::vector<std::string> names;
    for (const auto& domain : *domains) names.push_back(domain.name);
    EXPECT_EQ(names, (std::vector<std::string>{"a.test", "b.test", "ex1.test"}));
    EXPECT_EQ(domains->at(1).sign_in_type, SignInType::federated);
    EXPECT_EQ(store.sign_in_type(database.tenant, "b.TEST").value(), SignInType::federated);
    EXPECT_EQ(store.sign_in_type(database.tenant, "a.test").value(), SignInType::none);
}

}  // namespace
}  // namespace tilbage::adapters::sql
