#include "core/sspr/counting_key.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

const Tenant kTenant{TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"), "ex1.test", "Example One"};

std::string key_of(const char* typed, const std::optional<Person>& person = std::nullopt) {
    return counting_key(kTenant, person, parse_user_id(typed).value());
}

TEST(CountingKey, IsThePersonsWhenTheyAreKnown) {
    Person anna;
    anna.id = PersonId("11111111-1111-4111-8111-111111111111");
    EXPECT_EQ(key_of("anna@ex1.test", anna), key_of("EX1\\annasor", anna));
}

TEST(CountingKey, JoinsTheSpellingsOfNobodyAsItWouldAPersons) {
    EXPECT_EQ(key_of("nobody@ex1.test"), key_of("nobody"));
    EXPECT_EQ(key_of("EX1\\nobody"), key_of("NOBODY"));
    EXPECT_NE(key_of("nobody@elsewhere.test"), key_of("nobody"));
    EXPECT_NE(key_of("OTHER\\nobody"), key_of("nobody"));
    EXPECT_NE(key_of("nobody"), key_of("somebody"));
}

TEST(CountingKey, DoesNotRepeatWhatWasTyped) { EXPECT_EQ(key_of("nobody").find("nobody"), std::string::npos); }

}  // namespace
}  // namespace tilbage::core
