#include "core/writeback/reset_notices.h"

#include <gtest/gtest.h>

#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

struct ResetNoticesTest : ::testing::Test {
    PasswordResetPolicy& policy() { return world.policies.policies[world.tenant]; }
    void add_administrator(const std::string& user_name, Role role) {
        Administrator administrator;
        administrator.user_name = user_name;
        administrator.roles = {role};
        ASSERT_TRUE(world.administrators.add(administrator, {}, {}));
    }
    // Who is told, and how the mail begins: "notice" or "administrator".
    std::vector<std::string> told() {
        world.outbox.mails.clear();
        EXPECT_TRUE(notices.send(world.tenant, world.person.id));
        std::vector<std::string> found;
        for (const auto& one : world.outbox.mails) found.push_back(one.mail.subject + " " + one.mail.to);
        return found;
    }

    fakes::ResetWorld world;
    ResetNotices notices{
        {world.people, world.tenants, world.policies, world.administrators, world.outbox, world.texts, world.clock}};
};

TEST_F(ResetNoticesTest, ThePersonIsToldAtEveryAddressUnlessThePolicySaysNo) {
    EXPECT_EQ(told(), (std::vector<std::string>{"notice anna@home.example", "notice anna@other.example",
                                                "notice anna@work.example"}));
    policy().notify_people = false;
    EXPECT_TRUE(told().empty());
}

TEST_F(ResetNoticesTest, AllGlobalAdministratorsAreToldOfOneOfTheirs) {
    policy().notify_people = false;
    policy().notify_administrators = true;
    add_administrator("grete@ex1.test", Role::global_administrator);
    add_administrator("root", Role::global_administrator);
    add_administrator("helle@ex1.test", Role::helpdesk_administrator);
    EXPECT_TRUE(told().empty()) << "anna is no administrator";
    add_administrator("Anna.Soerensen@ex1.test", Role::global_administrator);
    EXPECT_EQ(told(),
              (std::vector<std::string>{"administrator grete@ex1.test", "administrator Anna.Soerensen@ex1.test"}));
    policy().notify_administrators = false;
    EXPECT_TRUE(told().empty());
}

TEST_F(ResetNoticesTest, AStoreThatFailsIsToldAsOne) {
    world.policies.broken = true;
    EXPECT_FALSE(notices.send(world.tenant, world.person.id));
}

}  // namespace
}  // namespace tilbage::core
