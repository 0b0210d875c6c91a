#include "core/sync_service/sync_alerts.h"

#include <gtest/gtest.h>

#include "fakes/memory_administrators.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_resets.h"
#include "fakes/sync_service_world.h"

namespace tilbage::core {
namespace {

using base::Millis;
using World = fakes::SyncServiceWorld;

class PlainSyncTexts final : public SyncMailTexts {
public:
    [[nodiscard]] Mail removals_held(const RemovalsHeldMail& content) const override {
        return mail("held " + std::to_string(content.held.count) + " " + content.domains);
    }
    [[nodiscard]] Mail sync_trouble(const SyncTroubleMail& content) const override {
        return mail(std::string(content.silent ? "silent " : "failed ") + content.domains + content.problem.message);
    }
    [[nodiscard]] Mail sync_well_again(const SyncWellAgainMail& content) const override {
        return mail("well " + content.domains);
    }

private:
    static Mail mail(const std::string& subject) {
        Mail mail;
        mail.subject = subject;
        return mail;
    }
};

class SyncAlertsTest : public testing::Test {
protected:
    SyncAlertsTest() {
        tenants.tenants.push_back({.id = world.orderer.tenant_id, .domain = "ex1.test", .display_name = "Example"});
        add("admin@ex1.test", Role::global_administrator);
        add("helpdesk@ex1.test", Role::helpdesk_administrator);
        add("root", Role::global_administrator);
    }
    void add(const std::string& user_name, Role role) {
        Administrator administrator;
        administrator.user_name = user_name;
        administrator.roles = {role};
        ASSERT_TRUE(administrators.add(administrator, "", {}));
    }
    // What was mailed since the last look, each as its subject.
    std::vector<std::string> look() {
        outbox.mails.clear();
        const auto looked = alerts.look_at_all();
        EXPECT_EQ(looked.value(), !outbox.mails.empty());
        std::vector<std::string> subjects;
        for (const auto& mail : outbox.mails) {
            EXPECT_EQ(mail.mail.to, "admin@ex1.test");
            subjects.push_back(mail.mail.subject);
        }
        return subjects;
    }
    static SyncCheckIn failing(const std::string& message) {
        auto said = World::check_in();
        said.report.state = SyncState::failed;
        said.report.problem = SyncProblem{"directory_unavailable", message};
        return said;
    }
    static SyncCheckIn holding() {
        auto said = World::check_in();
        said.report.state = SyncState::waiting_for_approval;
        said.report.held_removals =
            HeldRemovals{.count = 612, .threshold = 500, .people = 9800, .since = {}, .sample = {}};
        return said;
    }

    using Subjects = std::vector<std::string>;
    World world;
    fakes::MemorySyncAlerts alert_store;
    fakes::MemoryTenantStore tenants;
    fakes::MemoryAdministrators administrators;
    fakes::MemoryMailOutbox outbox;
    PlainSyncTexts texts;
    // As the tenant looks every minute: trouble is told the second time.
    Subjects look_twice() {
        EXPECT_EQ(look(), Subjects{});
        world.pass(kSeenFor);
        return look();
    }
    SyncAlerts alerts{{alert_store, world.status, tenants, administrators, outbox, texts, world.unit_of_work,
                       world.clock, world.boot_clock}};
};

TEST_F(SyncAlertsTest, RemovalsThatWaitAreMailedOnceToGlobalAdministratorsWithAnAddress) {
    (void)world.run("one", holding());
    EXPECT_EQ(look(), (Subjects{"held 612 ex1.test"}));
    world.pass(std::chrono::hours(20));
    (void)world.run("one", holding());
    EXPECT_EQ(look(), Subjects{});
}

TEST_F(SyncAlertsTest, ANewStopIsMailedAgain) {
    (void)world.run("one", holding());
    EXPECT_EQ(look().size(), 1U);
    (void)world.run("one");
    EXPECT_EQ(look(), Subjects{});
    (void)world.run("one", holding());
    EXPECT_EQ(look().size(), 1U);
}

TEST_F(SyncAlertsTest, WhatAStagingOrStandingAgentWouldHoldIsNoStop) {
    for (const auto state : {SyncState::staging, SyncState::standby}) {
        auto said = holding();
        said.report.state = state;
        (void)world.run("one", said);
        (void)world.run("two");
        EXPECT_EQ(look(), Subjects{});
    }
}

TEST_F(SyncAlertsTest, AFailureIsMailedAfterTenMinutesAndWhenItIsWellAgain) {
    (void)world.run("one", failing(""));
    EXPECT_EQ(look(), Subjects{});
    for (int i = 0; i < 60; ++i) {
        world.pass(kCheckInEvery);
        (void)world.run("one", failing(" no answer"));
    }
    EXPECT_EQ(look_twice(), (Subjects{"failed ex1.test no answer"}));
    world.pass(kCheckInEvery);
    (void)world.run("one", failing(" no answer"));
    EXPECT_EQ(look(), Subjects{});
    (void)world.run("one");
    EXPECT_EQ(look(), (Subjects{"well ex1.test"}));
    EXPECT_EQ(look(), Subjects{});
}

TEST_F(SyncAlertsTest, AFailureThatAnotherAgentMakesUpForIsNotMailed) {
    (void)world.run("one", failing(""));
    world.pass(kFailedFor);
    (void)world.run("one", failing(""));
    (void)world.run("two");
    EXPECT_EQ(look_twice(), Subjects{});
}

TEST_F(SyncAlertsTest, AnHourWithoutAnAgentIsMailedAndItsReturnToo) {
    (void)world.run("one");
    world.pass(kSilentFor - Millis{1});
    EXPECT_EQ(look(), Subjects{});
    world.pass(Millis{1});
    EXPECT_EQ(look_twice(), (Subjects{"silent ex1.test"}));
    EXPECT_EQ(look(), Subjects{});
    (void)world.run("one");
    EXPECT_EQ(look(), (Subjects{"well ex1.test"}));
}

TEST_F(SyncAlertsTest, AgentsThatCheckInAfterTheClockJumpedOrTheTenantWasAwayWereNeverMissed) {
    (void)world.run("one");
    world.clock.advance(std::chrono::hours(5));
    EXPECT_EQ(look(), Subjects{});
    world.pass(kCheckInEvery);
    (void)world.run("one");
    world.pass(kSeenFor);
    EXPECT_EQ(look(), Subjects{});
}

TEST_F(SyncAlertsTest, AFailureThatFallsSilentIsStillOneTrouble) {
    (void)world.run("one", failing(""));
    world.pass(kFailedFor);
    (void)world.run("one", failing(""));
    EXPECT_EQ(look_twice().size(), 1U);
    world.pass(kSilentFor);
    EXPECT_EQ(look_twice(), Subjects{});
}

TEST_F(SyncAlertsTest, AnAgentThatWasRemovedIsNotMissed) {
    (void)world.run("one");
    world.pass(kSilentFor);
    EXPECT_EQ(look_twice().size(), 1U);
    world.status.remove("one");
    EXPECT_EQ(look(), Subjects{});
    EXPECT_TRUE(alert_store.alerts.empty());
}

TEST_F(SyncAlertsTest, OnlyWhatCanBeMailedToIsAnAddress) {
    EXPECT_TRUE(is_reachable_by_mail("admin@ex1.test"));
    EXPECT_TRUE(is_reachable_by_mail("søren@xn--sm-0ja.test"));
    for (const auto* no : {"admin", "@ex1.test", "admin@", "admin@host", "a@b@c.test", "a b@c.test",
                           "a@c.test,b@c.test", "<a@c.test>", "a@c.test\r\nBcc: b@c.test", "a@.test", "a@c."}) {
        EXPECT_FALSE(is_reachable_by_mail(no)) << no;
    }
}

}  // namespace
}  // namespace tilbage::core
