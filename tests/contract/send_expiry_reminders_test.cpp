// Reminders that a password expires, on the store that serves: what is promised is promised by its transactions.
#include "core/reminders/send_expiry_reminders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "adapters/sql/audit_log.h"
#include "adapters/sql/expiry_reminder_store.h"
#include "adapters/sql/integration_store.h"
#include "adapters/sql/mail_outbox.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/provisioning_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/timezone/system_time_zones.h"
#include "base/rfc3339.h"
#include "fakes/manual_clock.h"
#include "fakes/plain_texts.h"

namespace tilbage::contract {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace sql = adapters::sql;

base::TimePoint at(std::string_view utc) { return base::from_rfc3339(utc).value(); }

// A tenant's process: its own connections to the file.
struct Process {
    Process(const std::filesystem::path& file, const base::Clock& clock, core::ExpiryReminderStore* instead = nullptr)
        : database(sql::Database::open({.path = file, .durability = sql::Durability::process_kill}).value()),
          send({instead == nullptr ? reminders : *instead, tenants, policies, integration, revision, outbox, texts,
                zones, audit, *database, clock},
               "https://id.ex1.test/account") {}

    std::unique_ptr<sql::Database> database;
    sql::SqlExpiryReminderStore reminders{*database};
    sql::SqlTenantStore tenants{*database};
    sql::SqlPersonStore people{*database};
    sql::SqlPasswordResetPolicyStore policies{*database};
    sql::SqlIntegrationStore integration{*database};
    sql::SqlProvisioningStore revision{*database};
    sql::SqlMailOutbox outbox{*database};
    sql::SqlAuditLog audit{*database};
    fakes::PlainTexts texts;
    adapters::timezone::SystemTimeZones zones;
    core::SendExpiryReminders send;
};

// Dies once, between the mail and the record of it.
class DyingStore final : public core::ExpiryReminderStore {
public:
    core::ExpiryReminderStore* store = nullptr;
    bool dead = true;
    base::Result<std::vector<core::Person>> due(const core::TenantId& tenant, const core::ReminderWindow& window,
                                                const std::optional<core::ReminderCursor>& after, int count) override {
        return store->due(tenant, window, after, count);
    }
    base::Result<void> record(const core::Person& person, base::TimePoint expires_at, int day,
                              base::TimePoint now) override {
        if (dead) return base::fail(base::ErrorCode::unavailable, "killed");
        return store->record(person, expires_at, day, now);
    }
    base::Result<core::ReminderRuns> runs(const core::TenantId& tenant) override { return store->runs(tenant); }
    base::Result<void> set_runs(const core::TenantId& tenant, const core::ReminderRuns& runs) override {
        return store->set_runs(tenant, runs);
    }
    base::Result<void> purge(base::TimePoint before) override { return store->purge(before); }
};

struct SendExpiryRemindersTest : ::testing::Test {
    SendExpiryRemindersTest() {
        clock.set(at("2026-11-23T07:00:00Z"));  // 8:00 in Copenhagen
        decide([](core::ReminderSettings& settings) {
            settings.enabled = true;
            settings.time_zone = "Europe/Copenhagen";
        });
    }
    template <class F>
    void decide(F edit) {
        auto policy = one.policies.read(store.tenant).value();
        edit(policy.reminders);
        ASSERT_TRUE(one.policies.write(store.tenant, policy, policy.version));
    }
    core::Person put(std::uint8_t number, std::string_view expires_at) {
        auto person = store.person(number, "p" + std::to_string(number));
        person.work_mail = "p" + std::to_string(number) + "@ex1.test";
        person.alternate_mails = {"p" + std::to_string(number) + "@home.test"};
        person.on_premises.password_expires_at = at(expires_at);
        return put(person);
    }
    core::Person put(const core::Person& person) {
        EXPECT_TRUE(one.people.put(person, clock.now()));
        return person;
    }
    // What the mails that wait say, and takes them out as if they were sent.
    std::vector<std::string> sent() {
        std::vector<std::string> said;
        const auto due = one.outbox.due(clock.now(), 10'000).value();
        for (const auto& queued : due) {
            said.push_back(queued.mail.subject + " " + queued.mail.to + " " + queued.mail.text);
            EXPECT_TRUE(one.outbox.remove(queued.id));
        }
        return said;
    }
    // The next look, as that of a process that was just started.
    std::vector<std::string> look(std::string_view now) {
        clock.set(at(now));
        Process fresh(file(), clock);
        EXPECT_TRUE(fresh.send.run());
        return sent();
    }
    [[nodiscard]] const std::filesystem::path& file() const { return (*store).path(); }
    std::vector<std::string> audited() {
        std::vector<std::string> found;
        const auto records = one.audit.read(store.tenant, 0, 100).value();
        for (const auto& [sequence, record, hash] : records) found.push_back(record.action + " " + record.details);
        return found;
    }

    sql::testing_support::TenantDatabase store;
    fakes::ManualClock clock;
    Process one{file(), clock};
    static constexpr const char* kSaid = "expires p2@ex1.test ";
};

TEST_F(SendExpiryRemindersTest, TellsOnceOnEachOfTheDaysAtTheHour) {
    put(2, "2026-12-07T12:00:00Z");
    EXPECT_THAT(look("2026-11-23T06:59:59Z"), IsEmpty());
    EXPECT_THAT(look("2026-11-23T07:00:00Z"), ElementsAre(kSaid));
    EXPECT_THAT(look("2026-11-23T07:01:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-11-29T22:00:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-11-30T07:00:00Z"), ElementsAre(kSaid));
    EXPECT_THAT(look("2026-12-04T07:00:00Z"), ElementsAre(kSaid));
    EXPECT_THAT(look("2026-12-06T07:00:00Z"), ElementsAre(kSaid));
    EXPECT_THAT(look("2026-12-07T11:59:59Z"), IsEmpty());
    EXPECT_THAT(look("2026-12-08T07:00:00Z"), IsEmpty());
}

TEST_F(SendExpiryRemindersTest, OneMakesGoodWhatWasMissed) {
    put(2, "2026-12-07T12:00:00Z");
    EXPECT_THAT(look("2026-12-05T03:00:00Z"), ElementsAre(kSaid)) << "14, 7 and 3 days before, all missed";
    EXPECT_THAT(look("2026-12-05T08:00:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-12-06T07:00:00Z"), ElementsAre(kSaid));
}

TEST_F(SendExpiryRemindersTest, AClockThatJumpsToldNobodyTwice) {
    put(2, "2026-12-07T12:00:00Z");
    EXPECT_THAT(look("2026-12-04T07:00:00Z"), ElementsAre(kSaid));
    EXPECT_THAT(look("2026-11-23T07:00:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-11-30T07:00:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-12-04T07:00:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-12-06T07:00:00Z"), ElementsAre(kSaid));
}

TEST_F(SendExpiryRemindersTest, ANewPasswordIsANewExpiryAndTheOldMailIsNotSent) {
    put(2, "2026-12-07T12:00:00Z");
    ASSERT_TRUE(one.send.run());
    put(2, "2027-03-01T12:00:00Z");
    const auto waiting = one.outbox.due(clock.now(), 1).value();
    EXPECT_FALSE(one.outbox.claim(waiting.at(0).id, clock.now()).value());
    EXPECT_THAT(sent(), IsEmpty());
    EXPECT_THAT(look("2027-02-15T07:00:00Z"), ElementsAre(kSaid));
}

TEST_F(SendExpiryRemindersTest, KilledBetweenMailAndRecordItTellsOnceAllTheSame) {
    put(2, "2026-12-07T12:00:00Z");
    DyingStore dying;
    Process first(file(), clock, &dying);
    dying.store = &first.reminders;
    EXPECT_FALSE(first.send.run().value());
    EXPECT_THAT(sent(), IsEmpty()) << "neither the mail nor the record";
    EXPECT_THAT(look("2026-11-23T07:01:00Z"), ElementsAre(kSaid));
    dying.dead = false;
    EXPECT_FALSE(first.send.run().value());
    EXPECT_THAT(sent(), IsEmpty());
}

TEST_F(SendExpiryRemindersTest, TwoTenantsOnOneStoreTellEverybodyOnce) {
    for (std::uint8_t number = 2; number < 202; ++number) put(number, "2026-12-07T12:00:00Z");
    Process two(file(), clock);
    std::thread other([&] { EXPECT_TRUE(two.send.run()); });
    EXPECT_TRUE(one.send.run());
    other.join();
    auto said = sent();
    EXPECT_EQ(said.size(), 200U);
    std::ranges::sort(said);
    EXPECT_EQ(std::ranges::unique(said).size(), 0U);
}

TEST_F(SendExpiryRemindersTest, NobodyIsToldWhoIsDisabledOrExpiredOrHasNoMailboxOrIsNotFromADirectory) {
    const auto with = [&](std::uint8_t number, const auto& edit) {
        auto person = put(number, "2026-12-07T12:00:00Z");
        edit(person);
        put(person);
    };
    with(2, [](auto& p) { p.active = false; });
    with(3, [](auto& p) { p.on_premises.user_account_control = 0x202; });
    with(4, [&](auto& p) { p.on_premises.account_expires_at = clock.now(); });
    with(5, [](auto& p) { p.work_mail.clear(); });
    with(6, [](auto& p) { p.work_mail = "p6@ex1.test\r\nBcc: all@ex1.test"; });
    with(7, [](auto& p) { p.anchor = core::SourceAnchor(); });
    with(8, [](auto& p) { p.on_premises.password_expires_at.reset(); });
    EXPECT_THAT(look("2026-11-23T07:00:00Z"), IsEmpty());
    with(9, [&](auto& p) { p.on_premises.account_expires_at = clock.now() + 1h; });
    EXPECT_THAT(look("2026-11-23T07:00:00Z"), ElementsAre("expires p9@ex1.test "));
}

TEST_F(SendExpiryRemindersTest, TheLinkIsForThoseWhosePasswordIsWrittenBack) {
    ASSERT_TRUE(one.integration.write(store.tenant, {.writeback_enabled = true, .unlock_allowed = false}, 0));
    put(2, "2026-12-07T12:00:00Z");
    auto protected_one = put(3, "2026-12-07T12:00:00Z");
    protected_one.on_premises.admin_count = true;
    put(protected_one);
    EXPECT_THAT(look("2026-11-23T07:00:00Z"),
                ElementsAre("expires p2@ex1.test https://id.ex1.test/account", "expires p3@ex1.test "));
}

TEST_F(SendExpiryRemindersTest, TheLastOneGoesToTheAlternateAddressesToo) {
    decide([](core::ReminderSettings& settings) { settings.after = true; });
    put(2, "2026-12-07T12:00:00Z");
    EXPECT_THAT(look("2026-12-07T11:00:00Z"), ElementsAre(kSaid)) << "a day before, late";
    EXPECT_THAT(look("2026-12-08T06:59:00Z"), IsEmpty());
    EXPECT_THAT(look("2026-12-08T07:00:00Z"), ElementsAre("expired p2@ex1.test ", "expired p2@home.test "));
    EXPECT_THAT(look("2026-12-09T07:00:00Z"), IsEmpty());
}

TEST_F(SendExpiryRemindersTest, SwitchedOffItTellsNobody) {
    put(2, "2026-12-07T12:00:00Z");
    decide([](core::ReminderSettings& settings) { settings.enabled = false; });
    EXPECT_THAT(look("2026-11-23T07:00:00Z"), IsEmpty());
}

TEST_F(SendExpiryRemindersTest, AZoneThatTheMachineHasForgottenTellsNobodyAndFailsNobodyElse) {
    put(2, "2026-12-07T12:00:00Z");
    decide([](core::ReminderSettings& settings) { settings.time_zone = "Europe/Atlantis"; });
    EXPECT_THAT(look("2026-11-23T07:00:00Z"), IsEmpty());
    decide([](core::ReminderSettings& settings) { settings.time_zone = "UTC"; });
    EXPECT_THAT(look("2026-11-23T08:00:00Z"), ElementsAre(kSaid));
}

TEST_F(SendExpiryRemindersTest, WhatTheMailServerDoesNotTakeIsNotMadeAndARunIsOneRecord) {
    for (int number = 2; number < 702; ++number) {
        auto person = store.person(1, "q" + std::to_string(number));
        person.id = core::PersonId("person-" + std::to_string(number));
        base::Bytes guid(16);
        guid[0] = static_cast<std::uint8_t>(number & 0xff);
        guid[1] = static_cast<std::uint8_t>(number >> 8);
        person.anchor = core::SourceAnchor::from_guid(guid).value();
        person.work_mail = "q" + std::to_string(number) + "@ex1.test";
        person.on_premises.password_expires_at = at("2026-12-07T12:00:00Z");
        put(person);
    }
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(one.send.run());
    EXPECT_EQ(one.outbox.reminders_waiting().value(), core::kMostRemindersWaiting);
    EXPECT_THAT(audited(), IsEmpty()) << "it goes on";
    EXPECT_EQ(sent().size(), 500U);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(one.send.run());
    EXPECT_EQ(sent().size(), 200U);
    EXPECT_THAT(audited(), ElementsAre(R"(password.expiry_reminders {"people":700})"));
    EXPECT_EQ(one.reminders.runs(store.tenant)->total, 700);
}

TEST_F(SendExpiryRemindersTest, AProcessThatHasToldEverybodyLooksAgainWhenSomebodyChanges) {
    put(2, "2026-12-20T12:00:00Z");
    EXPECT_FALSE(one.send.run().value());
    put(2, "2026-12-07T12:00:00Z");
    EXPECT_FALSE(one.send.run().value()) << "the store was written past provisioning";
    ASSERT_TRUE(one.revision.count_up(store.tenant));
    EXPECT_TRUE(one.send.run().value());
    EXPECT_THAT(sent(), ElementsAre(kSaid));
}

}  // namespace
}  // namespace tilbage::contract
