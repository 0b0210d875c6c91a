#include "core/helpdesk/send_reset_link.h"

#include <gtest/gtest.h>

#include "core/helpdesk/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

struct SendResetLinkTest : ::testing::Test {
    Answer<SentResetLink> send(Role role = Role::helpdesk_administrator, MethodKind kind = MethodKind::email) {
        Principal who;
        who.administrator_id = AdministratorId("admin-1");
        who.tenant_id = world.tenant;
        who.display_name = "Grete Holm";
        who.roles = {role};
        return links.run(who, world.person.id, kind, "en-US");
    }
    RefusalCode refusal(Role role = Role::helpdesk_administrator, MethodKind kind = MethodKind::email) {
        const auto answer = send(role, kind);
        return answer ? RefusalCode::busy : answer.error().code;
    }

    fakes::ResetWorld world;
    SendResetLink links{world.helpdesk_ports};
};

TEST_F(SendResetLinkTest, TheConfiguredAddressGoesToTheRegisteredMethodAndNothingElse) {
    const auto sent = send();
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->hint, "a•••@h•••");
    ASSERT_EQ(world.outbox.mails.size(), 1U);
    EXPECT_EQ(world.outbox.mails[0].mail.to, "anna@home.example");
    EXPECT_EQ(world.outbox.mails[0].mail.text, "https://reset.example/reset");
    EXPECT_TRUE(world.registered.methods.empty() && world.sessions.sessions.empty()) << "it opens nothing by itself";
    const auto& record = world.audit.records.back().record;
    EXPECT_EQ(record.action, "helpdesk.reset_link_sent");
    EXPECT_EQ(record.details, R"({"method":"email"})");
}

TEST_F(SendResetLinkTest, ATextMessageIsOneToo) {
    world.add_method(MobilePhoneMethod{"+4512345678"});
    ASSERT_TRUE(send(Role::helpdesk_administrator, MethodKind::mobile_phone));
    ASSERT_EQ(world.phone.texts.size(), 1U);
    EXPECT_EQ(world.phone.texts[0].text, "https://reset.example/reset");
}

TEST_F(SendResetLinkTest, IsForWhoCanUseItOnly) {
    EXPECT_EQ(refusal(Role::global_reader), RefusalCode::not_allowed);
    EXPECT_EQ(refusal(Role::helpdesk_administrator, MethodKind::mobile_phone), RefusalCode::kind_not_allowed);
    world.policy().methods_required = 2;
    EXPECT_EQ(refusal(), RefusalCode::kind_not_allowed) << "one method is not enough";
    world.policy().methods_required = 1;
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
    EXPECT_TRUE(world.outbox.mails.empty());
}

TEST_F(SendResetLinkTest, IsCounted) {
    for (int i = 0; i < helpdesk_limits::links_to_person().limit; ++i) ASSERT_TRUE(send()) << i;
    EXPECT_EQ(refusal(), RefusalCode::too_many_attempts);
}

}  // namespace
}  // namespace tilbage::core
