#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/application_grant_store.h"
#include "adapters/sql/application_sign_in_store.h"
#include "adapters/sql/application_store.h"
#include "adapters/sql/person_sessions.h"
#include "adapters/sql/signing_key_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::GrantTokenKind;

class ApplicationStoresTest : public ::testing::Test {
protected:
    core::Application add(const std::string& id = "app") {
        core::Application application;
        application.id = core::ApplicationId(id);
        application.tenant_id = database_.tenant;
        application.display_name = "Intranet";
        application.redirect_uris = {"https://app.example.org/cb", "http://localhost/cb"};
        application.sign_out_uris = {"https://app.example.org/bye"};
        application.access = core::ApplicationAccess::selected_groups;
        application.groups = {core::GroupId("g1"), core::GroupId("g2")};
        application.tells_groups = true;
        application.created_at = kNow;
        EXPECT_TRUE(applications_.add(application));
        return application;
    }
    core::ApplicationGrant grant(const std::string& id = "grant") {
        core::ApplicationGrant one;
        one.id = id;
        one.tenant_id = database_.tenant;
        one.application = core::ApplicationId("app");
        one.person = core::PersonId("person-1");
        one.redirect_uri = "https://app.example.org/cb";
        one.scope = "openid";
        one.signed_in_at = kNow;
        one.expires_at = kNow + 24h;
        EXPECT_TRUE(grants_.add(one));
        return one;
    }
    void token(std::uint8_t number, GrantTokenKind kind, base::TimePoint expires_at,
               const std::string& grant = "grant") {
        EXPECT_TRUE(grants_.add_token({digest(number), grant, kind, expires_at}));
    }
    bool is_there(std::uint8_t number, GrantTokenKind kind) {
        return grants_.find(digest(number), kind).value().has_value();
    }

    TenantDatabase database_;
    SqlApplicationStore applications_{*database_};
    SqlApplicationGrantStore grants_{*database_};
    SqlApplicationSignInStore sign_ins_{*database_};
    SqlSigningKeyStore keys_{*database_};
};

TEST_F(ApplicationStoresTest, AnApplicationIsKeptAsItWasAndIsItsTenantsAlone) {
    const auto added = add();
    EXPECT_EQ(applications_.find(database_.tenant, added.id).value(), added);
    EXPECT_FALSE(applications_.find(core::TenantId("another"), added.id).value());
    EXPECT_EQ(applications_.list(database_.tenant).value().size(), 1U);
    EXPECT_FALSE(applications_.remove(core::TenantId("another"), added.id).value());
}

TEST_F(ApplicationStoresTest, TheLaterOfTwoChangesIsRefused) {
    auto mine = add();
    auto theirs = mine;
    mine.display_name = "Mine";
    theirs.display_name = "Theirs";
    EXPECT_TRUE(applications_.change(mine).value());
    EXPECT_FALSE(applications_.change(theirs).value());
    EXPECT_EQ(applications_.find(database_.tenant, mine.id).value()->display_name, "Mine");
    EXPECT_EQ(applications_.find(database_.tenant, mine.id).value()->version, 1);
}

TEST_F(ApplicationStoresTest, EverythingGoesWithTheApplication) {
    add();
    grant();
    token(1, GrantTokenKind::refresh, kNow + 1h);
    ASSERT_TRUE(applications_.add_secret({"s1", core::ApplicationId("app"), "", "abc", digest(7), kNow, kNow + 1h}));
    EXPECT_EQ(applications_.secrets_of(core::ApplicationId("app")).value().front().digest, digest(7));
    EXPECT_TRUE(applications_.remove(database_.tenant, core::ApplicationId("app")).value());
    EXPECT_TRUE(applications_.secrets_of(core::ApplicationId("app")).value().empty());
    EXPECT_FALSE(is_there(1, GrantTokenKind::refresh));
}

TEST_F(ApplicationStoresTest, OfManyWhoUseACodeAtOnceOneIsFirst) {
    add();
    grant();
    token(1, GrantTokenKind::code, kNow + 1min);
    std::atomic<int> first = 0;
    in_parallel(8, [&](int) {
        const auto used = grants_.use(digest(1), GrantTokenKind::code).value();
        if (used && !used->used_before) ++first;
    });
    EXPECT_EQ(first, 1);
    EXPECT_FALSE(grants_.use(digest(1), GrantTokenKind::refresh).value()) << "a code is no refresh token";
}

TEST_F(ApplicationStoresTest, AGrantEndsWithAllThatCameOfIt) {
    add();
    grant();
    grant("other");
    token(1, GrantTokenKind::access, kNow + 1h);
    token(2, GrantTokenKind::refresh, kNow + 1h, "other");
    ASSERT_TRUE(grants_.end("grant"));
    EXPECT_FALSE(is_there(1, GrantTokenKind::access));
    EXPECT_TRUE(is_there(2, GrantTokenKind::refresh));
}

TEST_F(ApplicationStoresTest, WhatEndsAPersonsSessionsEndsTheirGrants) {
    add();
    grant();
    token(1, GrantTokenKind::refresh, kNow + 1h);
    ASSERT_TRUE(SqlPersonSessions(*database_).end_all_of(core::PersonId("somebody else"), core::RequestId()));
    EXPECT_TRUE(is_there(1, GrantTokenKind::refresh));
    ASSERT_TRUE(SqlPersonSessions(*database_).end_all_of(core::PersonId("person-1"), core::RequestId()));
    EXPECT_FALSE(is_there(1, GrantTokenKind::refresh));
}

TEST_F(ApplicationStoresTest, AUsedTokenIsRememberedWhileItsGrantLives) {
    add();
    grant();
    token(1, GrantTokenKind::refresh, kNow + 1h);
    token(2, GrantTokenKind::refresh, kNow + 3h);
    ASSERT_TRUE(grants_.use(digest(1), GrantTokenKind::refresh).value());
    ASSERT_TRUE(grants_.purge(kNow + 2h));
    EXPECT_TRUE(grants_.use(digest(1), GrantTokenKind::refresh).value()->used_before);
    ASSERT_TRUE(grants_.purge(kNow + 3h));
    EXPECT_FALSE(is_there(1, GrantTokenKind::refresh));
}

TEST_F(ApplicationStoresTest, ASignInIsKeptUntilItExpiresAndTakenOnce) {
    add();
    core::ApplicationSignIn asked;
    asked.flow = digest(1);
    asked.browser = digest(2);
    asked.tenant_id = database_.tenant;
    asked.application = core::ApplicationId("app");
    asked.mode = core::ResponseMode::form_post;
    asked.max_age = 60s;
    asked.must_prove = true;
    asked.begun_at = kNow;
    asked.expires_at = kNow + 30min;
    ASSERT_TRUE(sign_ins_.add(asked));
    const auto found = sign_ins_.find(digest(1), kNow).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->browser, digest(2));
    EXPECT_EQ(found->mode, core::ResponseMode::form_post);
    EXPECT_EQ(found->max_age, 60s);
    EXPECT_TRUE(found->must_prove);
    EXPECT_FALSE(sign_ins_.find(digest(1), kNow + 30min).value());
    EXPECT_TRUE(sign_ins_.remove(digest(1)).value());
    EXPECT_FALSE(sign_ins_.remove(digest(1)).value());
}

TEST_F(ApplicationStoresTest, KeysComeInTheOrderInWhichTheySign) {
    ASSERT_TRUE(keys_.add({"two", database_.tenant, {"n2", "AQAB"}, {1, 2}, kNow + 1h}));
    ASSERT_TRUE(keys_.add({"one", database_.tenant, {"n1", "AQAB"}, {3}, kNow}));
    const auto keys = keys_.list(database_.tenant).value();
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys[0].kid, "one");
    EXPECT_EQ(keys[1].public_key.n, "n2");
    ASSERT_TRUE(keys_.remove("one"));
    EXPECT_EQ(keys_.list(database_.tenant).value().size(), 1U);
    EXPECT_TRUE(keys_.list(core::TenantId("another")).value().empty());
}

}  // namespace
}  // namespace tilbage::adapters::sql
