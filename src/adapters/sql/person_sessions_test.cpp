#include "adapters/sql/person_sessions.h"

#include <gtest/gtest.h>

#include "adapters/sql/account_session_store.h"
#include "adapters/sql/reset_session_store.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

const core::PersonId kMaren("person-1");
const core::PersonId kBent("person-2");
const core::RequestId kNone;

struct PersonSessionsTest : ::testing::Test {
    PersonSessionsTest() { EXPECT_TRUE(SqlPersonStore(*database).put(database.person(2, "bent"), kNow)); }
    void sign_in(std::uint8_t token, const core::PersonId& person) {
        core::AccountSession session;
        session.token = digest(token);
        session.tenant_id = database.tenant;
        session.person_id = person;
        session.signed_in_at = session.used_at = kNow;
        session.expires_at = kNow + 8h;
        EXPECT_TRUE(accounts.add(session));
    }
    void begin_reset(std::uint8_t token, const core::PersonId& person) {
        EXPECT_TRUE(
            (*database).write("INSERT INTO reset_sessions (token_hash, tenant_id, person_id, counting_key, "
                              "locale, step, expires_at) VALUES ($1, $2, $3, 'k', 'en', 'identified', $4)",
                              {blob(digest(token)), database.tenant.str(), person.str(), millis(kNow + 1h)}));
    }
    void grant(const std::string& id, const core::PersonId& person) {
        EXPECT_TRUE((*database).write(
            "INSERT INTO application_grants (id, tenant_id, application_id, person_id, redirect_uri, code_challenge, "
            "nonce, scope, session_id, signed_in_at, expires_at) VALUES ($1, $2, 'app', $3, '', '', '', '', '', 0, 1)",
            {id, database.tenant.str(), person.str()}));
        EXPECT_TRUE(
            (*database).write("INSERT INTO application_tokens (token_hash, grant_id, kind, used, expires_at) "
                              "VALUES ($1, $2, 'refresh', 0, 1)",
                              {blob(crypto::sha256(id)), id}));
    }
    std::int64_t count(const std::string& what) {
        return (*database).read("SELECT count(*) FROM " + what)->rows[0].integer(0);
    }

    TenantDatabase database;
    SqlAccountSessionStore accounts{*database};
    SqlPersonSessions sessions{*database};
};

TEST_F(PersonSessionsTest, EndsEverySignInOfThePersonAndNobodyElses) {
    for (const auto& [token, person] : {std::pair(1, kMaren), {2, kMaren}, {3, kBent}}) {
        sign_in(static_cast<std::uint8_t>(token), person);
        begin_reset(static_cast<std::uint8_t>(token), person);
    }
    EXPECT_EQ(sessions.end_all_of(kMaren, kNone).value(), 4);
    EXPECT_FALSE(accounts.find(digest(1), kNow, kNow - 30min).value());
    EXPECT_FALSE(accounts.find(digest(2), kNow, kNow - 30min).value());
    EXPECT_TRUE(accounts.find(digest(3), kNow, kNow - 30min).value());
    EXPECT_EQ(count("reset_sessions WHERE step = 'ended'"), 2);
    EXPECT_EQ(sessions.end_all_of(kMaren, kNone).value(), 0);
}

TEST_F(PersonSessionsTest, EndsWhatApplicationsHoldWithTheirTokens) {
    ASSERT_TRUE((*database).write(
        "INSERT INTO applications (id, tenant_id, display_name, is_public, redirect_uris, sign_out_uris, access, "
        "group_ids, tells_groups, created_at, version) VALUES ('app', $1, 'Wiki', 0, '[]', '[]', 'everyone', '[]', 0, "
        "0, 1)",
        {database.tenant.str()}));
    grant("g1", kMaren);
    grant("g2", kBent);
    EXPECT_EQ(sessions.end_all_of(kMaren, kNone).value(), 1);
    EXPECT_EQ(count("application_grants"), 1);
    EXPECT_EQ(count("application_tokens"), 1);
}

TEST_F(PersonSessionsTest, SparesTheAccountSessionThatAskedForTheChange) {
    sign_in(1, kMaren);
    sign_in(2, kMaren);
    begin_reset(3, kMaren);
    ASSERT_TRUE(accounts.set_ticket(digest(1), core::RequestId("r1")).value());
    EXPECT_EQ(sessions.end_all_of(kMaren, core::RequestId("r1")).value(), 2);
    EXPECT_TRUE(accounts.find(digest(1), kNow, kNow - 30min).value());
    EXPECT_FALSE(accounts.find(digest(2), kNow, kNow - 30min).value());
    EXPECT_EQ(sessions.end_all_of(kMaren, core::RequestId("another")).value(), 1);
    EXPECT_FALSE(accounts.find(digest(1), kNow, kNow - 30min).value());
}

TEST_F(PersonSessionsTest, LeavesNothingThatAResetCouldStillBeProvenWith) {
    SqlResetSessionStore resets(*database);
    begin_reset(1, kMaren);
    ASSERT_TRUE(resets.put_challenge(digest(1), {{1}, kNow + 5min}));
    EXPECT_EQ(sessions.end_all_of(kMaren, kNone).value(), 1);
    EXPECT_FALSE(resets.take_challenge(digest(1)).value());
}

TEST_F(PersonSessionsTest, ForgetsASignInThatIsHalfDone) {
    core::SignInTicket ticket;
    ticket.binding.request_id = core::RequestId("half");
    ticket.binding.tenant_id = database.tenant;
    ticket.person_id = kMaren;
    ASSERT_TRUE(accounts.add_ticket(ticket));
    EXPECT_EQ(sessions.end_all_of(kMaren, kNone).value(), 0) << "it is no session";
    EXPECT_FALSE(accounts.take_ticket(ticket.binding.request_id).value());
}

TEST_F(PersonSessionsTest, EndsResetsAloneWhereThePasswordIsTheSame) {
    sign_in(1, kMaren);
    begin_reset(2, kMaren);
    begin_reset(3, kBent);
    EXPECT_EQ(sessions.end_resets_of(kMaren).value(), 1);
    EXPECT_TRUE(accounts.find(digest(1), kNow, kNow - 30min).value());
    EXPECT_EQ(count("reset_sessions WHERE step = 'ended'"), 1);
}

}  // namespace
}  // namespace tilbage::adapters::sql
