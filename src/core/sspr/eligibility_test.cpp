#include "core/sspr/eligibility.h"

#include <gtest/gtest.h>

#include "fakes/memory_administrators.h"
#include "fakes/memory_groups.h"
#include "fakes/memory_password_reset_policy.h"

namespace tilbage::core {
namespace {

const TenantId kTenant("t");

struct EligibilityTest : ::testing::Test {
    EligibilityTest() {
        person.id = PersonId("p");
        person.user_name = "anna@ex1.test";
    }
    PasswordResetPolicy& policy() { return policies.policies[kTenant]; }
    void put_group(const std::string& id, GroupMember::Kind kind, const std::string& member) {
        groups.groups[GroupId(id)].id = GroupId(id);
        groups.groups[GroupId(id)].members.push_back({kind, member});
    }
    PolicyInForce of(const std::optional<Person>& who) {
        return policy_in_force({policies, groups, administrators}, kTenant, who).value();
    }

    Person person;
    fakes::MemoryPasswordResetPolicyStore policies;
    fakes::MemoryGroupStore groups;
    fakes::MemoryAdministrators administrators;
};

TEST_F(EligibilityTest, NobodyMayUntilSomebodySaysYes) { EXPECT_FALSE(of(person).may_reset); }

TEST_F(EligibilityTest, EverybodyMayWhenAllMay) {
    policy().enabled = ResetEnablement::all;
    EXPECT_TRUE(of(person).may_reset);
    EXPECT_FALSE(of(std::nullopt).may_reset);
}

TEST_F(EligibilityTest, MembersOfAnyOfTheChosenGroupsMayNestedOnesToo) {
    policy().enabled = ResetEnablement::selected;
    policy().groups = {GroupId("one"), GroupId("outer")};
    put_group("other", GroupMember::Kind::person, "p");
    EXPECT_FALSE(of(person).may_reset);
    put_group("middle", GroupMember::Kind::group, "other");
    put_group("outer", GroupMember::Kind::group, "middle");
    EXPECT_TRUE(of(person).may_reset);
}

TEST_F(EligibilityTest, GroupsInACircleEnd) {
    policy().enabled = ResetEnablement::selected;
    policy().groups = {GroupId("gone")};
    put_group("a", GroupMember::Kind::person, "p");
    put_group("a", GroupMember::Kind::group, "b");
    put_group("b", GroupMember::Kind::group, "a");
    EXPECT_FALSE(of(person).may_reset);
}

TEST_F(EligibilityTest, AnAdministratorMayAlwaysWithTwoMethodsAndNoQuestions) {
    policy().methods.insert(MethodKind::security_questions);
    Administrator administrator;
    administrator.user_name = "ANNA@ex1.test";
    ASSERT_TRUE(administrators.add(administrator, {}, {}));
    const auto in_force = of(person);
    EXPECT_TRUE(in_force.administrator);
    EXPECT_TRUE(in_force.may_reset);
    EXPECT_EQ(in_force.policy.methods_required, 2);
    EXPECT_FALSE(in_force.policy.methods.contains(MethodKind::security_questions));
    EXPECT_FALSE(of(std::nullopt).administrator);
}

TEST_F(EligibilityTest, AStoreThatFailsIsNoYes) {
    policy().enabled = ResetEnablement::selected;
    groups.broken = true;
    EXPECT_FALSE(policy_in_force({policies, groups, administrators}, kTenant, person));
    policies.broken = true;
    EXPECT_FALSE(policy_in_force({policies, groups, administrators}, kTenant, person));
}

}  // namespace
}  // namespace tilbage::core
