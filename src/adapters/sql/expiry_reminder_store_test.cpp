#include "adapters/sql/expiry_reminder_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/mail_outbox.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

struct ExpiryReminderStoreTest : ::testing::Test {
    core::Person put(std::uint8_t number, std::optional<base::TimePoint> expires_at, bool active = true) {
        auto person = database.person(number, "p" + std::to_string(number));
        person.on_premises.password_expires_at = expires_at;
        person.active = active;
        EXPECT_TRUE(SqlPersonStore(*database).put(person, kNow));
        return person;
    }
    std::vector<std::string> due(const core::ReminderWindow& window, int count = 10,
                                 const std::optional<core::ReminderCursor>& after = std::nullopt) {
        std::vector<std::string> ids;
        const auto people = store.due(database.tenant, window, after, count).value();
        for (const auto& person : people) ids.push_back(person.id.str());
        return ids;
    }
    std::int64_t count(const std::string& table) {
        return (*database).read("SELECT count(*) FROM " + table)->rows[0].integer(0);
    }

    TenantDatabase database;
    SqlExpiryReminderStore store{*database};
    SqlMailOutbox outbox{*database};
    const core::ReminderWindow week{.day = 7, .from = kNow, .until = kNow + 24h};
    using Ids = std::vector<std::string>;
};

TEST_F(ExpiryReminderStoreTest, FindsWhoseActivePasswordExpiresInTheWindowInItsOrder) {
    put(2, kNow + 2h);
    put(3, kNow + 1h);
    put(4, kNow);
    put(5, kNow + 24h);
    put(6, kNow - 1ms);
    put(7, std::nullopt);
    put(8, kNow + 1h, false);
    EXPECT_EQ(due(week), (Ids{"person-4", "person-3", "person-2"}));
    EXPECT_TRUE(store.due(core::TenantId("another"), week, std::nullopt, 10)->empty());
}

TEST_F(ExpiryReminderStoreTest, GoesOnBehindWhereItWas) {
    for (std::uint8_t number = 2; number < 7; ++number) put(number, kNow + 1h);
    EXPECT_EQ(due(week, 2), (Ids{"person-2", "person-3"}));
    EXPECT_EQ(due(week, 2, core::ReminderCursor{kNow + 1h, core::PersonId("person-3")}), (Ids{"person-4", "person-5"}));
    EXPECT_EQ(due(week, 2, core::ReminderCursor{kNow + 1h, core::PersonId("person-5")}), (Ids{"person-6"}));
}

TEST_F(ExpiryReminderStoreTest, WhoWasToldSoNearIsNotFoundAgain) {
    const auto person = put(2, kNow + 1h);
    ASSERT_TRUE(store.record(person, kNow + 1h, 3, kNow));
    EXPECT_TRUE(due(week).empty());
    EXPECT_EQ(due({.day = 1, .from = week.from, .until = week.until}), Ids{"person-2"});
    ASSERT_TRUE(store.record(person, kNow + 1h, 7, kNow)) << "the nearest stays";
    EXPECT_TRUE(due({.day = 3, .from = week.from, .until = week.until}).empty());
}

TEST_F(ExpiryReminderStoreTest, AnotherExpiryIsToldAnewAndTheFirstOneNotAgain) {
    const auto person = put(2, kNow + 1h);
    ASSERT_TRUE(store.record(person, kNow + 1h, 7, kNow));
    put(2, kNow + 2h);
    EXPECT_EQ(due(week), Ids{"person-2"});
    ASSERT_TRUE(store.record(person, kNow + 2h, 7, kNow));
    put(2, kNow + 1h);
    EXPECT_TRUE(due(week).empty());
}

TEST_F(ExpiryReminderStoreTest, ForgetsWhatIsLongGone) {
    const auto person = put(2, kNow + 1h);
    ASSERT_TRUE(store.record(person, kNow - 1h, 7, kNow));
    ASSERT_TRUE(store.record(person, kNow + 1h, 7, kNow));
    ASSERT_TRUE(store.purge(kNow));
    EXPECT_EQ(count("expiry_reminders"), 1);
    EXPECT_TRUE(due(week).empty());
}

TEST_F(ExpiryReminderStoreTest, KeepsTheFiguresOfRuns) {
    EXPECT_EQ(store.runs(database.tenant).value(), core::ReminderRuns{});
    const core::ReminderRuns runs{.open = 0, .total = 7, .ended_at = kNow};
    ASSERT_TRUE(store.set_runs(database.tenant, {.open = 3, .total = 3, .ended_at = {}}));
    ASSERT_TRUE(store.set_runs(database.tenant, runs));
    EXPECT_EQ(store.runs(database.tenant).value(), runs);
}

// The outbox's side.
struct ReminderMailTest : ExpiryReminderStoreTest {
    ReminderMailTest() { remind(true); }
    void remind(bool enabled) {
        SqlPasswordResetPolicyStore policies(*database);
        auto policy = policies.read(database.tenant).value();
        policy.reminders.enabled = enabled;
        EXPECT_TRUE(policies.write(database.tenant, policy, policy.version));
    }
    core::Mail reminder(const core::Person& person, const std::string& to = "a@x.test") {
        return {.to = to,
                .subject = "s",
                .text = "t",
                .html = "h",
                .useful_until = kNow + 24h,
                .reminds_of = core::PasswordExpiry{person.id, *person.on_premises.password_expires_at}};
    }
};

TEST_F(ReminderMailTest, AMailThatSomebodyWaitsForComesBeforeTenThousandReminders) {
    const auto person = put(2, kNow + 1h);
    ASSERT_TRUE((*database).run([&]() -> base::Result<void> {
        for (int i = 0; i < 10'000; ++i)
            if (auto added = outbox.add(reminder(person, std::to_string(i)), kNow); !added) return added;
        return {};
    }));
    auto code = reminder(person, "code@x.test");
    code.reminds_of.reset();
    ASSERT_TRUE(outbox.add(code, kNow + 5s));
    const auto next = outbox.due(kNow + 5s, 2).value();
    EXPECT_EQ(next.at(0).mail.to, "code@x.test");
    EXPECT_FALSE(next.at(0).mail.reminds_of);
    EXPECT_EQ(next.at(1).mail.reminds_of, reminder(person).reminds_of);
    EXPECT_EQ(outbox.reminders_waiting().value(), 10'000);
}

TEST_F(ReminderMailTest, OneOfTwoProcessesGetsIt) {
    ASSERT_TRUE(outbox.add(reminder(put(2, kNow + 1h)), kNow));
    const auto id = outbox.due(kNow, 1)->at(0).id;
    EXPECT_TRUE(outbox.claim(id, kNow).value());
    EXPECT_FALSE(SqlMailOutbox(*database).claim(id, kNow).value());
    EXPECT_TRUE(outbox.due(kNow, 1)->empty());
    EXPECT_TRUE(outbox.claim(id, kNow + core::kMailClaim).value()) << "who had it was killed";
}

TEST_F(ReminderMailTest, IsGoneOnceItIsNotTrueAnyMoreOrNobodyIsToBeReminded) {
    for (const auto change : {0, 1, 2, 3}) {
        const auto person = put(2, kNow + 1h);
        ASSERT_TRUE(outbox.add(reminder(person), kNow));
        const auto id = outbox.due(kNow, 1)->at(0).id;
        if (change == 0) put(2, kNow + 90 * 24h);
        if (change == 1) put(2, kNow + 1h, false);
        if (change == 2) ASSERT_TRUE(SqlPersonStore(*database).remove(database.tenant, person.id));
        if (change == 3) remind(false);
        EXPECT_FALSE(outbox.claim(id, kNow).value()) << change;
        EXPECT_EQ(count("mails"), 0) << change;
    }
}

TEST_F(ReminderMailTest, TakesThePlaceOfAnOlderOneToTheSameAddress) {
    const auto person = put(2, kNow + 1h);
    for (const auto* to : {"a@x.test", "b@x.test", "a@x.test"}) ASSERT_TRUE(outbox.add(reminder(person, to), kNow));
    EXPECT_EQ(outbox.reminders_waiting().value(), 2);
}

}  // namespace
}  // namespace tilbage::adapters::sql
