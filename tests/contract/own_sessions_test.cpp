// What people's own sign-ins are listed and ended by: the stores on disk, and those that core's tests use.
#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/account_session_store.h"
#include "adapters/sql/application_grant_store.h"
#include "adapters/sql/application_store.h"
#include "adapters/sql/person_sessions.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"
#include "fakes/memory_applications.h"
#include "fakes/memory_person_sessions.h"

namespace tilbage::contract {
namespace {

using namespace adapters::sql::testing_support;
using namespace std::chrono_literals;

const core::PersonId kMaren("person-1");
const core::PersonId kBent("person-2");

struct Stores {
    virtual ~Stores() = default;
    virtual core::AccountSessionStore& accounts() = 0;
    virtual core::PersonSessions& everywhere() = 0;
    virtual core::ApplicationGrantStore& grants() = 0;
    TenantDatabase database;
};
struct MemoryStores final : Stores {
    core::AccountSessionStore& accounts() override { return accounts_; }
    core::PersonSessions& everywhere() override { return everywhere_; }
    core::ApplicationGrantStore& grants() override { return grants_; }

private:
    fakes::MemoryAccountSessionStore accounts_;
    fakes::MemoryResetSessionStore resets_;
    fakes::MemoryPersonSessions everywhere_{accounts_, resets_};
    fakes::MemoryApplicationGrantStore grants_;
};
struct SqlStores final : Stores {
    core::AccountSessionStore& accounts() override { return accounts_; }
    core::PersonSessions& everywhere() override { return everywhere_; }
    core::ApplicationGrantStore& grants() override { return grants_; }

private:
    adapters::sql::SqlAccountSessionStore accounts_{*database};
    adapters::sql::SqlPersonSessions everywhere_{*database};
    adapters::sql::SqlApplicationGrantStore grants_{*database};
};

using MakeStores = std::unique_ptr<Stores> (*)();
std::unique_ptr<Stores> memory_stores() { return std::make_unique<MemoryStores>(); }
std::unique_ptr<Stores> sql_stores() { return std::make_unique<SqlStores>(); }

struct OwnSessionsStoresTest : ::testing::TestWithParam<MakeStores> {
    OwnSessionsStoresTest() {
        auto& database = stores->database;
        EXPECT_TRUE(adapters::sql::SqlPersonStore(*database).put(database.person(2, "bent"), kNow));
        for (const auto* name : {"wiki", "mail"}) {
            core::Application application;
            application.id = core::ApplicationId(name);
            application.tenant_id = database.tenant;
            EXPECT_TRUE(adapters::sql::SqlApplicationStore(*database).add(application));
        }
    }
    void sign_in(std::uint8_t token, const core::PersonId& person, base::TimePoint used_at = kNow) {
        core::AccountSession session;
        session.id = "session-" + std::to_string(token);
        session.token = digest(token);
        session.tenant_id = stores->database.tenant;
        session.person_id = person;
        session.device = {core::Browser::firefox, core::System::chrome_os};
        session.signed_in_at = kNow;
        session.used_at = used_at;
        session.expires_at = kNow + 8h;
        EXPECT_TRUE(accounts.add(session));
    }
    std::vector<std::string> listed(base::TimePoint now = kNow) {
        std::vector<std::string> ids;
        const auto all = accounts.list(kMaren, now, now - 30min).value();
        for (const auto& session : all) ids.push_back(session.id);
        return ids;
    }
    void grant(const std::string& id, const std::string& application, const core::PersonId& person,
               base::TimePoint signed_in_at, core::GrantTokenKind kind = core::GrantTokenKind::refresh) {
        EXPECT_TRUE(grants.add({.id = id,
                                .tenant_id = stores->database.tenant,
                                .application = core::ApplicationId(application),
                                .person = person,
                                .session_id = "by-" + id,
                                .signed_in_at = signed_in_at,
                                .expires_at = kNow + 24h}));
        EXPECT_TRUE(grants.add_token({crypto::sha256(id), id, kind, kNow + 1h}));
    }
    std::vector<std::string> held(base::TimePoint now = kNow) {
        std::vector<std::string> ids;
        const auto all = grants.held_of(kMaren, now).value();
        for (const auto& one : all) ids.push_back(one.application.str());
        return ids;
    }

    const std::unique_ptr<Stores> stores = GetParam()();
    core::AccountSessionStore& accounts = stores->accounts();
    core::ApplicationGrantStore& grants = stores->grants();
};

using Ids = std::vector<std::string>;

TEST_P(OwnSessionsStoresTest, ThePersonsAreListedTheLastUsedFirst) {
    sign_in(1, kMaren, kNow - 2min);
    sign_in(2, kMaren);
    sign_in(3, kBent);
    EXPECT_EQ(listed(), (Ids{"session-2", "session-1"}));
    const auto first = accounts.list(kMaren, kNow, kNow - 30min).value()[0];
    EXPECT_EQ(first.device, (core::Device{core::Browser::firefox, core::System::chrome_os}));
    EXPECT_EQ(first.token, digest(2));
    EXPECT_EQ(first.signed_in_at, kNow);
    EXPECT_EQ(listed(kNow + 29min), Ids{"session-2"}) << "the other one is idle";
    EXPECT_EQ(listed(kNow + 8h), Ids{});
}

TEST_P(OwnSessionsStoresTest, OneIsTakenByItsPersonAndOnce) {
    sign_in(1, kMaren);
    EXPECT_FALSE(accounts.take(kBent, "session-1").value());
    EXPECT_FALSE(accounts.take(kMaren, "session-2").value());
    const auto taken = accounts.take(kMaren, "session-1").value();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->token, digest(1));
    EXPECT_EQ(taken->expires_at, kNow + 8h);
    EXPECT_FALSE(accounts.take(kMaren, "session-1").value());
    EXPECT_FALSE(accounts.find(digest(1), kNow, kNow - 30min).value());
}

TEST_P(OwnSessionsStoresTest, AllButOneEndAndNobodyElses) {
    for (const auto token : {1, 2, 4}) sign_in(static_cast<std::uint8_t>(token), kMaren);
    sign_in(3, kBent);
    EXPECT_EQ(stores->everywhere().end_others_of(kMaren, digest(2)).value(), 2);
    EXPECT_EQ(listed(), Ids{"session-2"});
    EXPECT_TRUE(accounts.find(digest(3), kNow, kNow - 30min).value());
    EXPECT_EQ(stores->everywhere().end_others_of(kMaren, digest(2)).value(), 0);
}

TEST_P(OwnSessionsStoresTest, AnApplicationIsHeldOnceAndWhileARefreshTokenServes) {
    grant("g1", "wiki", kMaren, kNow - 3h);
    grant("g2", "mail", kMaren, kNow - 2h);
    grant("g3", "wiki", kMaren, kNow - 1h);
    grant("g4", "wiki", kBent, kNow);
    EXPECT_EQ(held(), (Ids{"wiki", "mail"})) << "the last first";
    EXPECT_EQ(grants.held_of(kMaren, kNow).value()[0].signed_in_at, kNow - 1h);
    EXPECT_EQ(held(kNow + 1h), Ids{}) << "the tokens have expired";
    ASSERT_TRUE(grants.use(crypto::sha256(std::string_view("g2")), core::GrantTokenKind::refresh).value());
    EXPECT_EQ(held(), Ids{"wiki"}) << "the other one's token has served";
}

TEST_P(OwnSessionsStoresTest, WhatServesForAnHourAloneIsNotHeld) {
    grant("g1", "wiki", kMaren, kNow, core::GrantTokenKind::access);
    EXPECT_EQ(held(), Ids{});
}

TEST_P(OwnSessionsStoresTest, GrantsEndByApplicationOrBySessionAndAreTheirPersonsAlone) {
    for (const auto* id : {"g1", "g2"}) grant(id, "wiki", kMaren, kNow);
    grant("g3", "mail", kMaren, kNow);
    grant("g4", "wiki", kBent, kNow);
    EXPECT_EQ(grants.end_of_application(kMaren, core::ApplicationId("wiki")).value(), 2);
    EXPECT_EQ(grants.end_of_application(kMaren, core::ApplicationId("wiki")).value(), 0);
    EXPECT_EQ(held(), Ids{"mail"});
    EXPECT_EQ(grants.end_of_session(kMaren, "by-g4").value(), 0) << "somebody else's";
    EXPECT_EQ(grants.end_of_session(kMaren, "by-g3").value(), 1);
    EXPECT_EQ(held(), Ids{});
    EXPECT_EQ(grants.held_of(kBent, kNow).value().size(), 1U);
    EXPECT_FALSE(grants.find(crypto::sha256(std::string_view("g3")), core::GrantTokenKind::refresh).value());
}

INSTANTIATE_TEST_SUITE_P(Stores, OwnSessionsStoresTest, ::testing::Values(&memory_stores, &sql_stores),
                         [](const auto& made) { return std::string(made.index == 0 ? "memory" : "sql"); });

TEST(OwnSessionsOnDisk, OfManyWhoEndTheSameSignInOneDoes) {
    TenantDatabase database;
    adapters::sql::SqlAccountSessionStore accounts(*database);
    core::AccountSession session;
    session.id = "one";
    session.token = digest(1);
    session.tenant_id = database.tenant;
    session.person_id = kMaren;
    session.expires_at = kNow + 8h;
    ASSERT_TRUE(accounts.add(session));
    std::atomic<int> taken = 0;
    in_parallel(8, [&](int) {
        if (accounts.take(kMaren, "one").value()) ++taken;
    });
    EXPECT_EQ(taken, 1);
}

}  // namespace
}  // namespace tilbage::contract
