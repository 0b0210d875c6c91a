#include "adapters/sql/method_shares.h"

#include <gtest/gtest.h>

#include "adapters/sql/authentication_method_store.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using core::MethodKind;

struct MethodSharesTest : ::testing::Test {
    MethodSharesTest() { EXPECT_TRUE(people.remove(database.tenant, core::PersonId("person-1"))); }

    core::PersonId add(bool mail, bool phone, bool active = true) {
        ++number;
        auto person = database.person(number, "person" + std::to_string(number));
        person.active = active;
        person.alternate_mails.clear();
        if (mail) person.alternate_mails = {"p" + std::to_string(number) + "@home.example"};
        if (phone) person.profile[core::ProfileField::mobile_phone] = "+4512345678";
        EXPECT_TRUE(people.put(person, kNow));
        return person.id;
    }
    void add_app(const core::PersonId& person, bool locked = false) {
        core::AuthenticationMethod method;
        method.id = "app " + std::to_string(++apps);
        method.tenant_id = database.tenant;
        method.person_id = person;
        method.data = core::AuthenticatorAppMethod{};
        method.locked = locked;
        ASSERT_TRUE(methods.put(method));
    }
    [[nodiscard]] int share(MethodKind kind) {
        return counting.count(database.tenant)->at(static_cast<std::size_t>(kind));
    }

    TenantDatabase database;
    SqlPersonStore people{*database};
    SqlAuthenticationMethodStore methods{*database};
    SqlMethodShares counting{*database};
    std::uint8_t number = 10;
    int apps = 0;
};

TEST_F(MethodSharesTest, OfNobodyThereAreNone) {
    EXPECT_EQ(counting.count(database.tenant).value(), core::MethodShares{});
}

TEST_F(MethodSharesTest, AreOfThosePeopleWhoHaveAny) {
    const auto first = add(true, false);
    add(true, true);
    add(true, false);
    add(true, false);
    add(false, false);       // has nothing, and is offered a decoy's
    add(true, true, false);  // disabled
    add_app(first);
    add_app(first);
    EXPECT_EQ(share(MethodKind::email), 256);
    EXPECT_EQ(share(MethodKind::mobile_phone), 64);
    EXPECT_EQ(share(MethodKind::authenticator_app), 64);
    EXPECT_EQ(share(MethodKind::security_questions), 0);
}

TEST_F(MethodSharesTest, WhatIsLockedOrOfAStrangerDoesNotCount) {
    add_app(add(true, false), true);
    add_app(core::PersonId("somebody else"));
    EXPECT_EQ(share(MethodKind::email), 256);
    EXPECT_EQ(share(MethodKind::authenticator_app), 0);
}

}  // namespace
}  // namespace tilbage::adapters::sql
