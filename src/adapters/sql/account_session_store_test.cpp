#include "adapters/sql/account_session_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/sign_in_attempt_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::AccountStep;
using core::PersonId;
using core::RequestId;

class AccountSessionStoreTest : public ::testing::Test {
protected:
    core::AccountSession add(std::uint8_t token, const PersonId& person = PersonId("person-1")) {
        core::AccountSession session;
        session.token = digest(token);
        session.tenant_id = database_.tenant;
        session.person_id = person;
        session.counting_key = "person:person-1";
        session.locale = "da-DK";
        session.step = AccountStep::change_password;
        session.why = core::WhyChange::must_change;
        session.signed_in_at = kNow;
        session.used_at = kNow;
        session.expires_at = kNow + 8h;
        EXPECT_TRUE(store_.add(session));
        return session;
    }
    std::optional<core::AccountSession> find(std::uint8_t token, base::TimePoint now = kNow) {
        return store_.find(digest(token), now, now - 30min).value();
    }
    core::SignInTicket ticket(const std::string& id) {
        core::SignInTicket ticket;
        ticket.binding = {RequestId(id), database_.tenant, anchor(7), core::Kind::validate, 1000, 1120};
        ticket.counting_key = "typed:x";
        ticket.locale = "en-US";
        return ticket;
    }

    TenantDatabase database_;
    SqlAccountSessionStore store_{*database_};
};

TEST_F(AccountSessionStoreTest, ATicketIsTakenOnceWhoeverIsQuick) {
    const auto given = ticket("r1");
    ASSERT_TRUE(store_.add_ticket(given));
    std::atomic<int> taken = 0;
    in_parallel(8, [&](int) {
        if (store_.take_ticket(RequestId("r1")).value()) ++taken;
    });
    EXPECT_EQ(taken, 1);
    ASSERT_TRUE(store_.add_ticket(given));
    const auto again = store_.take_ticket(RequestId("r1")).value();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->binding, given.binding);
    EXPECT_EQ(again->counting_key, "typed:x");
    EXPECT_EQ(again->locale, "en-US");
    EXPECT_FALSE(again->person_id) << "a decoy";
}

TEST_F(AccountSessionStoreTest, KeepsASessionUntilItExpiresOrIsNotUsed) {
    add(1);
    const auto session = find(1);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->step, AccountStep::change_password);
    EXPECT_EQ(session->why, core::WhyChange::must_change);
    EXPECT_EQ(session->signed_in_at, kNow);
    EXPECT_TRUE(find(1, kNow + 30min - 1ms));
    EXPECT_FALSE(find(1, kNow + 30min));
    ASSERT_TRUE(store_.set_used(digest(1), kNow + 7h + 50min));
    EXPECT_TRUE(find(1, kNow + 8h - 1ms));
    EXPECT_FALSE(find(1, kNow + 8h));
    ASSERT_TRUE(store_.purge(kNow + 8h, kNow));
    EXPECT_FALSE(find(1));
}

TEST_F(AccountSessionStoreTest, ASessionGoesOnUnderANewValueAndTheOldOneIsKnownAsReplaced) {
    auto session = add(1);
    session.token = digest(2);
    session.step = AccountStep::signed_in;
    session.why.reset();
    EXPECT_TRUE(store_.replace(digest(1), session, kNow + 1s).value());
    EXPECT_FALSE(store_.replace(digest(1), session, kNow + 1s).value());
    EXPECT_FALSE(find(1));
    EXPECT_EQ(find(2)->step, AccountStep::signed_in);
    EXPECT_TRUE(store_.find_replaced(digest(1), kNow).value());
    EXPECT_FALSE(store_.find_replaced(digest(1), kNow + 2s).value());
    EXPECT_FALSE(store_.find_replaced(digest(2), kNow).value());
}

TEST_F(AccountSessionStoreTest, ATicketOfAChangeIsClaimedOnceAndClosedWithTheOutcome) {
    add(1);
    EXPECT_TRUE(store_.set_ticket(digest(1), RequestId("r1")).value());
    EXPECT_TRUE(store_.set_ticket(digest(1), RequestId("r2")).value());
    EXPECT_FALSE(store_.claim_ticket(digest(1), RequestId("r1")).value()) << "superseded";
    std::atomic<int> claimed = 0;
    in_parallel(8, [&](int) {
        if (store_.claim_ticket(digest(1), RequestId("r2")).value()) ++claimed;
    });
    EXPECT_EQ(claimed, 1);
    EXPECT_FALSE(store_.set_ticket(digest(1), RequestId("r3")).value()) << "one is on its way";
    ASSERT_TRUE(store_.close_ticket(RequestId("r2"), std::nullopt));
    EXPECT_EQ(find(1)->signed_in_at, kNow);
    EXPECT_TRUE(store_.claim_ticket(digest(1), RequestId("r2")).value());
    ASSERT_TRUE(store_.close_ticket(RequestId("r2"), kNow + 5s));
    EXPECT_EQ(find(1)->signed_in_at, kNow + 5s);
}

TEST_F(AccountSessionStoreTest, FailuresAndTheDirectorysLockoutAreKept) {
    SqlSignInAttemptStore attempts(*database_);
    EXPECT_FALSE(attempts.find("x").value());
    const core::SignInFailures failures{3, 1, kNow};
    ASSERT_TRUE(attempts.put("x", {1, 0, kNow - 1s}));
    ASSERT_TRUE(attempts.put("x", failures));
    EXPECT_EQ(attempts.find("x").value(), failures);
    ASSERT_TRUE(attempts.purge(kNow));
    EXPECT_TRUE(attempts.find("x").value());
    ASSERT_TRUE(attempts.purge(kNow + 1ms));
    EXPECT_FALSE(attempts.find("x").value());

    EXPECT_FALSE(attempts.directory_lockout(database_.tenant).value());
    const core::DirectoryLockout lockout{5, 1800s, kNow};
    ASSERT_TRUE(attempts.put_directory_lockout(database_.tenant, {10, 60s, kNow}));
    ASSERT_TRUE(attempts.put_directory_lockout(database_.tenant, lockout));
    EXPECT_EQ(attempts.directory_lockout(database_.tenant).value(), lockout);
}

}  // namespace
}  // namespace tilbage::adapters::sql
