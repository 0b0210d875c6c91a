#include "core/methods/issue_temporary_access_code.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

struct IssueTemporaryAccessCodeTest : ::testing::Test {
    static Principal principal(const TenantId& tenant, std::vector<Role> roles) {
        Principal made;
        made.administrator_id = AdministratorId("admin-1");
        made.tenant_id = tenant;
        made.roles = std::move(roles);
        return made;
    }
    Answer<IssuedAccessCode> issue(Role role = Role::helpdesk_administrator, std::chrono::minutes lifetime = 60min) {
        return codes.issue(principal(world.tenant, {role}), world.person.id, lifetime);
    }
    RefusalCode refusal(Role role = Role::helpdesk_administrator, std::chrono::minutes lifetime = 60min) {
        const auto answer = issue(role, lifetime);
        return answer ? RefusalCode::busy : answer.error().code;
    }
    void make_administrator() {
        Administrator administrator;
        administrator.user_name = "Anna.Soerensen@ex1.test";
        administrator.roles = {Role::global_reader};
        ASSERT_TRUE(world.administrators.add(administrator, {}, {}));
    }
    Answer<SessionState> type(const std::string& code) {
        return world.verify(world.meant(world.person.user_name), code, "temporaryAccessCode");
    }

    fakes::ResetWorld world;
    Principal helpdesk = principal(world.tenant, {Role::helpdesk_administrator});
    IssueTemporaryAccessCode codes{
        {world.people, world.tenants, world.ports.eligibility, world.integration, world.registered, world.attempts,
         world.audit, world.outbox, world.texts, world.unit_of_work, world.clock, world.random, world.gate},
        world.code_key};
};

TEST_F(IssueTemporaryAccessCodeTest, ServesOnceAsAStepOfTheResetPage) {
    const auto issued = issue();
    ASSERT_TRUE(issued);
    EXPECT_EQ(issued->code.size(), 9U) << "eight characters in fours";
    EXPECT_EQ(issued->expires_at, world.clock.now() + 60min);
    const auto proven = type(issued->code);
    ASSERT_TRUE(proven);
    EXPECT_EQ(proven->step, ResetStep::password);
    EXPECT_FALSE(type(issued->code)) << "it has served";
}

TEST_F(IssueTemporaryAccessCodeTest, ExpiresAndIsReplacedByANewOne) {
    const auto first = issue();
    const auto second = issue(Role::password_administrator, 10min);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(world.registered.methods.size(), 1U);
    EXPECT_FALSE(type(first->code));
    world.clock.advance(10min);
    EXPECT_FALSE(type(second->code));
}

TEST_F(IssueTemporaryAccessCodeTest, IsWrittenDownAndToldWithoutTheCode) {
    const auto issued = issue();
    ASSERT_TRUE(issued);
    const auto& record = world.audit.records.back().record;
    EXPECT_EQ(record.action, "method.temporary_access_code_issued");
    EXPECT_EQ(record.actor, "administrator:admin-1");
    EXPECT_EQ(record.target, "person:" + world.person.id.str());
    EXPECT_EQ(record.details, R"({"lifetimeInMinutes":60})");
    ASSERT_EQ(world.outbox.mails.size(), 3U) << "every address of theirs";
    for (const auto& one : world.outbox.mails) {
        EXPECT_EQ(one.mail.subject, "access code");
        EXPECT_EQ(one.mail.html, "da-DK");
        EXPECT_EQ(one.mail.text.find(issued->code), std::string::npos);
    }
}

TEST_F(IssueTemporaryAccessCodeTest, AsksForTheRoleAndLeavesAdministratorsToThoseAboveTheHelpdesk) {
    EXPECT_EQ(refusal(Role::global_reader), RefusalCode::not_allowed);
    EXPECT_EQ(codes.take_back(principal(world.tenant, {}), world.person.id).error().code, RefusalCode::not_allowed);
    make_administrator();
    EXPECT_EQ(refusal(Role::helpdesk_administrator), RefusalCode::not_allowed);
    EXPECT_TRUE(issue(Role::password_administrator));
    EXPECT_TRUE(issue(Role::global_administrator));
    EXPECT_EQ(codes.take_back(helpdesk, world.person.id).error().code, RefusalCode::not_allowed);
    EXPECT_EQ(
        codes.issue(principal(TenantId("other"), {Role::global_administrator}), world.person.id, 60min).error().code,
        RefusalCode::not_found);
}

TEST_F(IssueTemporaryAccessCodeTest, IsForWhoCanUseItOnly) {
    EXPECT_EQ(refusal(Role::helpdesk_administrator, 9min), RefusalCode::malformed);
    EXPECT_EQ(refusal(Role::helpdesk_administrator, 481min), RefusalCode::malformed);
    world.policy().methods.erase(MethodKind::temporary_access_code);
    EXPECT_EQ(refusal(), RefusalCode::kind_not_allowed);
    world.policy() = {};
    world.policy().enabled = ResetEnablement::none;
    EXPECT_EQ(refusal(), RefusalCode::kind_not_allowed);
    world.policy().enabled = ResetEnablement::all;
    auto person = world.person;
    person.active = false;
    world.put(person);
    EXPECT_EQ(refusal(), RefusalCode::account_disabled);
    person.anchor = {};
    world.put(person);
    EXPECT_EQ(refusal(), RefusalCode::user_not_found);
    EXPECT_TRUE(world.registered.methods.empty());
    EXPECT_TRUE(world.outbox.mails.empty());
    EXPECT_TRUE(world.audit.records.empty());
}

TEST_F(IssueTemporaryAccessCodeTest, IsCountedForThePersonAndForTheAdministrator) {
    for (int i = 0; i < limits::administrators_writes().limit; ++i) ASSERT_TRUE(issue()) << i;
    EXPECT_EQ(refusal(), RefusalCode::too_many_attempts);
    world.attempts.counts.clear();
    world.attempts.counts[limits::writes_by_administrator().name + " admin-1"] =
        limits::writes_by_administrator().limit;
    EXPECT_EQ(refusal(), RefusalCode::too_many_attempts);
}

TEST_F(IssueTemporaryAccessCodeTest, IsTakenBackOnce) {
    world.add_method(EmailAddressMethod{"anna@private.example"});
    const auto issued = issue();
    ASSERT_TRUE(issued);
    EXPECT_TRUE(codes.take_back(helpdesk, world.person.id));
    EXPECT_EQ(world.audit.records.back().record.action, "method.temporary_access_code_removed");
    EXPECT_EQ(world.registered.methods.size(), 1U) << "nothing else of theirs";
    EXPECT_EQ(codes.take_back(helpdesk, world.person.id).error().code, RefusalCode::not_found);
    EXPECT_FALSE(type(issued->code));
}

TEST_F(IssueTemporaryAccessCodeTest, AStoreThatFailsGivesNoCode) {
    world.registered.broken = true;
    const auto answer = issue();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, RefusalCode::busy);
}

}  // namespace
}  // namespace tilbage::core
