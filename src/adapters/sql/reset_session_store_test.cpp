#include "adapters/sql/reset_session_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/person_sessions.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::RequestId;
using core::SessionStep;

class ResetSessionStoreTest : public ::testing::Test {
protected:
    core::ResetSession add(std::uint8_t token,
                           const std::optional<core::PersonId>& person = core::PersonId("person-1")) {
        core::ResetSession session;
        session.token = digest(token);
        session.tenant_id = database_.tenant;
        session.person_id = person;
        session.counting_key = "maren";
        session.locale = "da-DK";
        session.expires_at = kNow + 15min;
        EXPECT_TRUE(store_.add(session));
        return session;
    }
    SessionStep step(std::uint8_t token) { return store_.find(digest(token), kNow).value()->step; }
    bool is_there(std::uint8_t token, base::TimePoint now = kNow) {
        return store_.find(digest(token), now)->has_value();
    }
    // The next one in the way of a session that proves an address.
    bool prove(std::uint8_t token) {
        auto session = store_.find(digest(token), kNow).value().value();
        session.step = SessionStep::verified;
        session.intent = core::Kind::reset;
        session.proven = {core::MethodKind::email};
        return store_.save(session).value();
    }
    void verified(std::uint8_t token) {
        add(token);
        ASSERT_TRUE(prove(token));
    }
    std::optional<core::SessionCode> take_try(std::uint8_t token) {
        return store_.take_try(digest(token), core::MethodKind::email).value();
    }

    TenantDatabase database_;
    SqlResetSessionStore store_{*database_};
};

TEST_F(ResetSessionStoreTest, KeepsASessionUntilItExpires) {
    add(1);
    add(2, std::nullopt);
    database_.reopen();
    SqlResetSessionStore again(*database_);
    const auto session = again.find(digest(1), kNow + 15min - 1ms).value();
    ASSERT_TRUE(session);
    EXPECT_EQ(session->person_id, core::PersonId("person-1"));
    EXPECT_EQ(session->counting_key, "maren");
    EXPECT_EQ(session->locale, "da-DK");
    EXPECT_FALSE(session->request_id);
    EXPECT_FALSE(again.find(digest(1), kNow + 15min).value());
    EXPECT_FALSE(again.find(digest(2), kNow).value()->person_id) << "a decoy";
}

TEST_F(ResetSessionStoreTest, AChallengeIsTakenOnceByOne) {
    add(1);
    EXPECT_FALSE(store_.take_challenge(digest(1)).value()) << "none was asked with";
    ASSERT_TRUE(store_.put_challenge(digest(1), {{1, 2}, kNow}));
    ASSERT_TRUE(store_.put_challenge(digest(1), {{3, 4}, kNow + 5min}));
    database_.reopen();
    SqlResetSessionStore again(*database_);
    std::atomic<int> taken = 0;
    in_parallel(8, [&](int) {
        const auto challenge = again.take_challenge(digest(1));
        if (!challenge || !*challenge) return;
        EXPECT_EQ((*challenge)->bytes, (base::Bytes{3, 4}));
        EXPECT_EQ((*challenge)->expires_at, kNow + 5min);
        ++taken;
    });
    EXPECT_EQ(taken, 1);
}

TEST_F(ResetSessionStoreTest, AChallengeGoesWithTheCodeAndWithTheSession) {
    add(1);
    ASSERT_TRUE(store_.put_challenge(digest(1), {{1}, kNow}));
    ASSERT_TRUE(store_.remove_code(digest(1)));
    EXPECT_FALSE(store_.take_challenge(digest(1)).value());
    ASSERT_TRUE(store_.put_challenge(digest(1), {{1}, kNow}));
    ASSERT_TRUE(SqlPersonSessions(*database_).end_resets_of(core::PersonId("person-1")));
    EXPECT_FALSE(store_.take_challenge(digest(1)).value());
    EXPECT_FALSE(store_.put_challenge(digest(1), {{1}, kNow})) << "it has ended";
}

TEST_F(ResetSessionStoreTest, EachTryIsTakenBeforeTheCodeIsSeen) {
    add(1);
    EXPECT_FALSE(take_try(1)) << "no code was sent";
    ASSERT_TRUE(store_.put_code(
        digest(1), {.kind = core::MethodKind::email, .code = digest(50), .tries_left = 2, .expires_at = kNow + 5min}));
    EXPECT_EQ(take_try(1)->tries_left, 2);
    const auto second = take_try(1);
    EXPECT_EQ(second->tries_left, 1);
    EXPECT_EQ(second->code, digest(50));
    EXPECT_EQ(second->expires_at, kNow + 5min);
    EXPECT_EQ(take_try(1)->tries_left, 0);
    EXPECT_EQ(take_try(1)->tries_left, 0);
}

TEST_F(ResetSessionStoreTest, ANewCodeReplacesTheOlder) {
    add(1);
    ASSERT_TRUE(store_.put_code(
        digest(1), {.kind = core::MethodKind::email, .code = digest(50), .tries_left = 0, .expires_at = kNow}));
    ASSERT_TRUE(store_.put_code(
        digest(1), {.kind = core::MethodKind::email, .code = digest(51), .tries_left = 5, .expires_at = kNow + 5min}));
    EXPECT_EQ(take_try(1)->code, digest(51));
    EXPECT_EQ(store_.put_code(digest(2), {}).error().code, base::ErrorCode::not_found);
}

TEST_F(ResetSessionStoreTest, FiftyParallelTriesUseFiveTries) {
    add(1);
    ASSERT_TRUE(store_.put_code(
        digest(1), {.kind = core::MethodKind::email, .code = digest(50), .tries_left = 5, .expires_at = kNow + 5min}));
    std::atomic<int> had_a_try{0};
    std::atomic<int> sum{0};
    in_parallel(50, [&](int) {
        const int left = take_try(1)->tries_left;
        if (left > 0) ++had_a_try;
        sum += left;
    });
    EXPECT_EQ(had_a_try, 5);
    EXPECT_EQ(sum, 5 + 4 + 3 + 2 + 1) << "each saw another number";
}

TEST_F(ResetSessionStoreTest, OfFiftyRightCodesOneVerifies) {
    add(1);
    const auto as_read = store_.find(digest(1), kNow).value().value();
    std::atomic<int> won{0};
    in_parallel(50, [&](int) {
        auto proven = as_read;
        proven.step = SessionStep::verified;
        if (store_.save(proven).value()) ++won;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(step(1), SessionStep::verified);
    EXPECT_FALSE(store_.put_code(digest(1), {})) << "who is verified needs no further code";
}

TEST_F(ResetSessionStoreTest, KeepsHowFarASessionHasCome) {
    auto session = add(1);
    session.intent = core::Kind::unlock;
    session.proven = {core::MethodKind::recovery_code, core::MethodKind::email};
    session.questions = {"q07", "c2"};
    ASSERT_TRUE(store_.save(session).value());
    const auto stored = store_.find(digest(1), kNow).value().value();
    EXPECT_EQ(stored.intent, core::Kind::unlock);
    EXPECT_EQ(stored.proven, session.proven);
    EXPECT_EQ(stored.questions, session.questions);
    EXPECT_EQ(stored.version, 1);
    EXPECT_FALSE(store_.save(session).value()) << "read before the last change";
    ASSERT_TRUE(SqlPersonSessions(*database_).end_resets_of(core::PersonId("person-1")));
    EXPECT_FALSE(store_.save(stored).value()) << "what has ended stays so";
}

TEST_F(ResetSessionStoreTest, NobodySavesASessionIntoAnEnd) {
    auto session = add(1);
    session.step = SessionStep::ended;
    EXPECT_FALSE(store_.save(session).value());
    session.step = SessionStep::submitting;
    EXPECT_FALSE(store_.save(session).value());
}

TEST_F(ResetSessionStoreTest, ACodeProvesOnlyWhatItWasSentBy) {
    add(1);
    ASSERT_TRUE(store_.put_code(
        digest(1),
        {.kind = core::MethodKind::mobile_phone, .code = digest(50), .tries_left = 5, .expires_at = kNow + 5min}));
    EXPECT_FALSE(take_try(1));
    EXPECT_EQ(store_.take_try(digest(1), core::MethodKind::mobile_phone).value()->tries_left, 5) << "none was taken";
    ASSERT_TRUE(store_.remove_code(digest(1)));
    EXPECT_FALSE(store_.take_try(digest(1), core::MethodKind::mobile_phone).value());
}

TEST_F(ResetSessionStoreTest, ATicketNeedsAVerifiedSession) {
    add(1);
    EXPECT_FALSE(store_.set_ticket(digest(1), RequestId("r1")).value());
    EXPECT_FALSE(store_.claim_ticket(digest(1), RequestId("r1")).value());
}

TEST_F(ResetSessionStoreTest, ANewTicketSupersedesTheOlderUntilOneIsInFlight) {
    verified(1);
    EXPECT_TRUE(store_.set_ticket(digest(1), RequestId("r1")).value());
    EXPECT_TRUE(store_.set_ticket(digest(1), RequestId("r2")).value());
    EXPECT_FALSE(store_.claim_ticket(digest(1), RequestId("r1")).value());
    EXPECT_TRUE(store_.claim_ticket(digest(1), RequestId("r2")).value());
    EXPECT_EQ(step(1), SessionStep::submitting);
    EXPECT_FALSE(store_.set_ticket(digest(1), RequestId("r3")).value());
    EXPECT_EQ(store_.find(digest(1), kNow).value()->request_id, RequestId("r2"));
}

TEST_F(ResetSessionStoreTest, OfFiftyClaimsOfATicketOneWins) {
    verified(1);
    ASSERT_TRUE(store_.set_ticket(digest(1), RequestId("r1")).value());
    std::atomic<int> won{0};
    in_parallel(50, [&](int) {
        if (store_.claim_ticket(digest(1), RequestId("r1")).value()) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(ResetSessionStoreTest, ClosingATicketLetsTheSessionTryAgainOrEndsIt) {
    verified(1);
    ASSERT_TRUE(store_.set_ticket(digest(1), RequestId("r1")).value());
    ASSERT_TRUE(store_.close_ticket(RequestId("r1"), true));
    EXPECT_EQ(step(1), SessionStep::verified) << "not in flight: nothing to close";
    ASSERT_TRUE(store_.claim_ticket(digest(1), RequestId("r1")).value());
    ASSERT_TRUE(store_.close_ticket(RequestId("r1"), true));
    EXPECT_EQ(step(1), SessionStep::verified);
    ASSERT_TRUE(store_.set_ticket(digest(1), RequestId("r2")).value());
    ASSERT_TRUE(store_.claim_ticket(digest(1), RequestId("r2")).value());
    ASSERT_TRUE(store_.close_ticket(RequestId("r2"), false));
    EXPECT_EQ(step(1), SessionStep::ended) << "still found: its outcome can be read until it expires";
}

TEST_F(ResetSessionStoreTest, AllSessionsOfAPersonEndAtOnce) {
    verified(1);
    add(2);
    add(3, std::nullopt);
    ASSERT_TRUE(SqlPersonSessions(*database_).end_resets_of(core::PersonId("person-1")));
    EXPECT_EQ(step(1), SessionStep::ended);
    EXPECT_EQ(step(2), SessionStep::ended);
    EXPECT_EQ(step(3), SessionStep::identified);
}

TEST_F(ResetSessionStoreTest, SessionsGoWithTheirPerson) {
    add(1);
    ASSERT_TRUE(SqlPersonStore(*database_).remove(database_.tenant, core::PersonId("person-1")).value());
    EXPECT_FALSE(is_there(1));
}

TEST_F(ResetSessionStoreTest, PurgeDropsExpiredSessions) {
    add(1);
    auto later = add(2);
    ASSERT_TRUE((*database_)
                    .write("UPDATE reset_sessions SET expires_at = $2 WHERE token_hash = $1",
                           {blob(later.token), millis(kNow + 30min)}));
    ASSERT_TRUE(store_.purge(kNow + 15min));
    EXPECT_EQ((*database_).read("SELECT count(*) FROM reset_sessions")->rows[0].integer(0), 1);
    EXPECT_TRUE(is_there(2, kNow + 15min));
}

}  // namespace
}  // namespace tilbage::adapters::sql
