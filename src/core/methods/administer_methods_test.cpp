#include "core/methods/administer_methods.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/memory_registrations.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

struct AdministerMethodsTest : ::testing::Test {
    AdministerMethodsTest() {
        helpdesk.administrator_id = AdministratorId("admin-1");
        helpdesk.tenant_id = world.tenant;
        helpdesk.roles = {Role::helpdesk_administrator};
        world.policy().methods = {MethodKind::email, MethodKind::mobile_phone};
    }
    Answer<AuthenticationMethod> add_phone(const std::string& typed = "+45 12 34 56 78") {
        return administer.add_phone(helpdesk, world.person.id, typed);
    }
    void make_administrator() {
        Administrator administrator;
        administrator.user_name = world.person.user_name;
        administrator.roles = {Role::global_reader};
        ASSERT_TRUE(world.administrators.add(administrator, {}, {}));
    }

    fakes::ResetWorld world;
    fakes::MemoryChangeLinkStore links;
    Principal helpdesk;
    AdministerMethods administer{
        {world.people, world.tenants, world.ports.eligibility, world.registered, links, world.attempts, world.audit,
         world.outbox, world.texts, world.unit_of_work, world.clock, world.random, world.gate},
        "https://id.example.org/account"};
};

TEST_F(AdministerMethodsTest, APhoneThatIsFilledInServesAtOnce) {
    ASSERT_TRUE(add_phone());
    const auto token = world.meant(world.person.user_name);
    ASSERT_TRUE(world.send(token, "mobilePhone", "+4512345678"));
    EXPECT_EQ(world.phone.texts.at(0).to, "+4512345678");
    const auto listed = administer.list(helpdesk, world.person.id);
    ASSERT_EQ(listed->size(), 1U);
    EXPECT_TRUE(listed->at(0).by_administrator);
}

TEST_F(AdministerMethodsTest, ThePersonIsToldAtTheNewAddressAndAtTheOldOnesWithALink) {
    ASSERT_TRUE(administer.add_email(helpdesk, world.person.id, "new@home.example"));
    std::set<std::string> told;
    for (const auto& queued : world.outbox.mails) {
        told.insert(queued.mail.to);
        EXPECT_EQ(queued.mail.subject, "registered");
        EXPECT_TRUE(queued.mail.text.starts_with("https://id.example.org/account#not-me="));
    }
    EXPECT_TRUE(told.contains("new@home.example"));
    for (const auto& address : world.person.alternate_mails) EXPECT_TRUE(told.contains(address)) << address;
    ASSERT_EQ(links.links.size(), 1U);
    EXPECT_EQ(links.links.begin()->second.person_id, world.person.id);
}

TEST_F(AdministerMethodsTest, IsAuditedWithoutAddressOrNumber) {
    const auto added = add_phone();
    ASSERT_TRUE(added);
    ASSERT_TRUE(administer.remove(helpdesk, world.person.id, MethodKind::mobile_phone, added->id));
    std::vector<std::string> actions;
    for (const auto& [sequence, record, hash] : world.audit.records) {
        actions.push_back(record.action);
        EXPECT_EQ(record.details, R"({"method":"mobilePhone"})");
        EXPECT_EQ(record.actor, "administrator:admin-1");
    }
    EXPECT_EQ(actions, (std::vector<std::string>{"method.fill_in", "method.remove"}));
}

TEST_F(AdministerMethodsTest, RefusesWhatCannotBeOneAndTheOwnMailbox) {
    for (const auto* typed : {"", "12", "hello", "12345678901234567890"}) {
        EXPECT_EQ(add_phone(typed).error().code, RefusalCode::destination_refused) << typed;
    }
    world.people.people.at(world.person.id).work_mail = "anna@ex1.test";
    for (const auto* typed : {"", "nobody", "a@b, c@d", "ANNA@ex1.test"}) {
        EXPECT_EQ(administer.add_email(helpdesk, world.person.id, typed).error().code, RefusalCode::destination_refused)
            << typed;
    }
    EXPECT_TRUE(world.outbox.mails.empty());
}

TEST_F(AdministerMethodsTest, ThereIsOneOfEachKindUnlessTheOtherIsLocked) {
    const auto first = add_phone();
    ASSERT_TRUE(first);
    EXPECT_EQ(add_phone("+45 87 65 43 21").error().code, RefusalCode::request_in_progress);
    ASSERT_TRUE(world.registered.set_locked(world.tenant, first->id, true));
    EXPECT_TRUE(add_phone("+45 87 65 43 21"));
    EXPECT_TRUE(administer.remove(helpdesk, world.person.id, MethodKind::mobile_phone, first->id));
    EXPECT_EQ(administer.remove(helpdesk, world.person.id, MethodKind::mobile_phone, first->id).error().code,
              RefusalCode::not_found);
}

TEST_F(AdministerMethodsTest, AHelpdeskAdministratorHasNoSayInAnAdministratorsMethods) {
    make_administrator();
    EXPECT_EQ(add_phone().error().code, RefusalCode::not_allowed);
    EXPECT_EQ(administer.list(helpdesk, world.person.id).error().code, RefusalCode::not_allowed);
    helpdesk.roles = {Role::password_administrator};
    EXPECT_TRUE(add_phone());
    helpdesk.roles = {Role::global_reader};
    EXPECT_EQ(administer.list(helpdesk, world.person.id).error().code, RefusalCode::not_allowed);
}

TEST_F(AdministerMethodsTest, CountsAsAnAdministratorsWrite) {
    for (int i = 0; i < limits::administrators_writes().limit; i += 2) {
        const auto added = add_phone();
        ASSERT_TRUE(added) << i;
        ASSERT_TRUE(administer.remove(helpdesk, world.person.id, MethodKind::mobile_phone, added->id));
    }
    EXPECT_EQ(add_phone().error().code, RefusalCode::too_many_attempts);
}

}  // namespace
}  // namespace tilbage::core
