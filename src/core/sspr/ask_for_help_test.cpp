#include "core/sspr/ask_for_help.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

struct AskForHelpTest : ::testing::Test {
    AskForHelpTest() { add("global@ex1.test", Role::global_administrator); }

    void add(const std::string& name, Role role) {
        Administrator administrator;
        administrator.user_name = name;
        administrator.roles = {role};
        ASSERT_TRUE(world.administrators.add(administrator, {}, {}));
    }
    Answer<void> ask_as(const std::string& user_id, const std::string& block = "192.0.2.0/24") {
        return ask.run({world.start(user_id, block)->token, user_id, block});
    }
    [[nodiscard]] std::vector<std::string> recipients() const {
        std::vector<std::string> all;
        for (const auto& queued : world.outbox.mails) all.push_back(queued.mail.to);
        return all;
    }

    fakes::ResetWorld world;
    AskForHelp ask{world.ports, world.means, world.outbox, world.texts};
};

TEST_F(AskForHelpTest, TheMailGoesToThoseWhoHelp) {
    ASSERT_TRUE(ask_as(world.person.user_name));
    EXPECT_EQ(recipients(), std::vector<std::string>{"global@ex1.test"});
    EXPECT_EQ(world.outbox.mails.back().mail.text, world.person.user_name);
    EXPECT_EQ(world.audit.records.back().record.action, "reset.help_asked");
    EXPECT_EQ(world.audit.records.back().record.result, "succeeded");

    add("desk@ex1.test", Role::helpdesk_administrator);
    ASSERT_TRUE(ask_as(world.person.user_name));
    EXPECT_EQ(recipients().back(), "desk@ex1.test") << "they come before the Global Administrators";
    add("passwords@ex1.test", Role::password_administrator);
    add("no address", Role::password_administrator);
    ASSERT_TRUE(ask_as(world.person.user_name));
    EXPECT_EQ(recipients().back(), "passwords@ex1.test");
    EXPECT_EQ(world.outbox.mails.size(), 3U);
}

TEST_F(AskForHelpTest, AStrangersNameDoesTheSameAndReachesNobody) {
    ASSERT_TRUE(ask_as("nobody@ex1.test"));
    EXPECT_EQ(recipients(), std::vector<std::string>{""});
    EXPECT_EQ(world.audit.records.back().record.result, "nobody");
}

TEST_F(AskForHelpTest, WhoMayNotResetMayAsk) {
    world.policy().enabled = ResetEnablement::none;
    ASSERT_TRUE(ask_as(world.person.user_name));
    EXPECT_EQ(recipients(), std::vector<std::string>{"global@ex1.test"});
}

TEST_F(AskForHelpTest, NobodyIsAskedWithoutEnd) {
    for (int asked = 0; asked < limits::help_asked().limit; ++asked) ASSERT_TRUE(ask_as(world.person.user_name));
    const auto refused = ask_as(world.person.user_name);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::too_many_attempts);
    for (int asked = 0; asked < limits::help_asked().limit; ++asked) ASSERT_TRUE(ask_as("nobody@ex1.test"));
    EXPECT_FALSE(ask_as("nobody@ex1.test")) << "strangers are held to it, too";
}

TEST_F(AskForHelpTest, ATenantsAdministratorsAreNotFlooded) {
    Answer<void> last;
    for (int asked = 0; last && asked <= limits::help_asked_of_tenant().limit; ++asked) {
        last = ask_as("name" + std::to_string(asked), "192.0." + std::to_string(asked) + ".0/24");
    }
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().code, RefusalCode::too_many_attempts);
    EXPECT_EQ(world.outbox.mails.size(), static_cast<std::size_t>(limits::help_asked_of_tenant().limit));
}

TEST_F(AskForHelpTest, OneStrangerLeavesTheTenantsCallsToOthers) {
    int allowed = 0;
    Answer<void> last;
    for (int asked = 0; asked <= limits::help_asked_of_tenant().limit; ++asked) {
        last = ask_as("name" + std::to_string(asked));
        if (last) ++allowed;
    }
    EXPECT_EQ(allowed, limits::help_asked_per_address().limit);
    EXPECT_EQ(last.error().code, RefusalCode::too_many_attempts);
    EXPECT_TRUE(ask_as(world.person.user_name, "198.51.100.0/24"));
}

TEST_F(AskForHelpTest, WhereThereIsALinkToAHelpdeskThatIsTheWay) {
    world.policy().customization.helpdesk = "tel:+4512345678";
    const auto refused = ask_as(world.person.user_name);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::not_found);
    EXPECT_TRUE(world.outbox.mails.empty());
}

TEST_F(AskForHelpTest, WhereNobodyCanBeReachedNobodyIsPromisedAnything) {
    world.administrators.all.clear();
    add("root", Role::global_administrator);
    const auto refused = ask_as(world.person.user_name);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::not_found);
}

TEST_F(AskForHelpTest, ASessionAsksForItsOwnNameOnlyInAnySpelling) {
    const auto token = world.start(world.person.user_name)->token;
    EXPECT_EQ(ask.run({token, "somebody.else@ex1.test", "192.0.2.0/24"}).error().code, RefusalCode::malformed);
    EXPECT_TRUE(world.outbox.mails.empty());
    EXPECT_TRUE(ask.run({token, world.person.netbios_domain + "\\" + world.person.sam_account_name, "192.0.2.0/24"}));
}

TEST_F(AskForHelpTest, ASessionIsNeeded) {
    const auto refused = ask.run({"no session", world.person.user_name, "192.0.2.0/24"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::session_missing);
}

}  // namespace
}  // namespace tilbage::core
