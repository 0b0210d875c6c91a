#include "adapters/sql/registration_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/account_session_store.h"
#include "adapters/sql/change_link_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

class RegistrationStoreTest : public ::testing::Test {
protected:
    RegistrationStoreTest() {
        for (const std::uint8_t token : {1, 2}) EXPECT_TRUE(sessions_.add(session(token)));
    }
    core::AccountSession session(std::uint8_t token) {
        core::AccountSession session;
        session.token = digest(token);
        session.tenant_id = database_.tenant;
        session.person_id = core::PersonId("person-1");
        session.signed_in_at = session.used_at = kNow;
        session.expires_at = kNow + 8h;
        return session;
    }
    core::Registration registration(const std::string& id, core::MethodData data) {
        core::Registration pending;
        pending.method.id = id;
        pending.method.tenant_id = database_.tenant;
        pending.method.person_id = core::PersonId("person-1");
        pending.method.name = "Telefon";
        pending.method.data = std::move(data);
        pending.method.created_at = kNow;
        pending.session = digest(1);
        pending.tries_left = 5;
        pending.expires_at = kNow + 10min;
        return pending;
    }
    std::optional<core::Registration> take(const std::string& id, std::uint8_t token = 1, base::TimePoint at = kNow) {
        return store_.take_try(digest(token), id, at).value();
    }

    TenantDatabase database_;
    SqlAccountSessionStore sessions_{*database_};
    SqlRegistrationStore store_{*database_};
    SqlChangeLinkStore links_{*database_};
};

TEST_F(RegistrationStoreTest, WhatWasPutIsThereWithEveryKindsOwn) {
    auto mail = registration("m", core::EmailAddressMethod{"anna@home.example"});
    mail.code = digest(9);
    auto sheet = registration("r", core::RecoveryCodesMethod{{digest(3), digest(4)}});
    auto passkey = registration("p", core::PasskeyMethod{});
    passkey.challenge = {1, 2, 3};
    for (const auto& one : {mail, sheet, passkey}) ASSERT_TRUE(store_.put(one));
    const auto found = take("m");
    ASSERT_TRUE(found);
    EXPECT_EQ(std::get<core::EmailAddressMethod>(found->method.data).address, "anna@home.example");
    EXPECT_EQ(found->method.name, "Telefon");
    EXPECT_EQ(found->code, digest(9));
    EXPECT_EQ(found->tries_left, 5);
    EXPECT_EQ(found->expires_at, kNow + 10min);
    EXPECT_EQ(std::get<core::RecoveryCodesMethod>(take("r")->method.data).unused, (std::vector{digest(3), digest(4)}));
    EXPECT_EQ(take("p")->challenge, (base::Bytes{1, 2, 3}));
}

TEST_F(RegistrationStoreTest, EveryTryCountsOfTheRightSessionAndInTime) {
    ASSERT_TRUE(store_.put(registration("m", core::EmailAddressMethod{"a@b.example"})));
    EXPECT_EQ(take("m")->tries_left, 5);
    EXPECT_EQ(take("m")->tries_left, 4);
    EXPECT_FALSE(take("m", 2)) << "another session's";
    EXPECT_FALSE(take("m", 1, kNow + 10min)) << "expired";
    EXPECT_FALSE(take("another"));
}

TEST_F(RegistrationStoreTest, ANewOneOfTheKindTakesTheOldersPlaceInItsSession) {
    ASSERT_TRUE(store_.put(registration("m1", core::EmailAddressMethod{"a@b.example"})));
    ASSERT_TRUE(store_.put(registration("app", core::AuthenticatorAppMethod{{1}, 0})));
    ASSERT_TRUE(store_.put(registration("m2", core::EmailAddressMethod{"c@d.example"})));
    EXPECT_FALSE(take("m1"));
    EXPECT_TRUE(take("m2"));
    EXPECT_TRUE(take("app"));
}

TEST_F(RegistrationStoreTest, ItGoesWithTheSessionToItsNextValueAndDiesWithIt) {
    ASSERT_TRUE(store_.put(registration("m", core::EmailAddressMethod{"a@b.example"})));
    auto next = session(7);
    ASSERT_TRUE(*sessions_.replace(digest(1), next, kNow));
    EXPECT_FALSE(take("m", 1));
    EXPECT_TRUE(take("m", 7));
    ASSERT_TRUE(sessions_.remove(digest(7)));
    EXPECT_FALSE(take("m", 7));
}

TEST_F(RegistrationStoreTest, OneOfManyMakesItAMethod) {
    ASSERT_TRUE(store_.put(registration("m", core::EmailAddressMethod{"a@b.example"})));
    std::atomic<int> removed = 0;
    in_parallel(8, [&](int) {
        if (store_.remove("m").value()) ++removed;
    });
    EXPECT_EQ(removed, 1);
}

TEST_F(RegistrationStoreTest, WhatHasExpiredIsPurged) {
    ASSERT_TRUE(store_.put(registration("m", core::EmailAddressMethod{"a@b.example"})));
    ASSERT_TRUE(store_.purge(kNow + 10min));
    EXPECT_FALSE(take("m"));
}

TEST_F(RegistrationStoreTest, ALinkServesOnceAndForItsTime) {
    const core::ChangeLink link{digest(5),    database_.tenant,          core::PersonId("person-1"),
                                "the method", core::MethodKind::passkey, kNow + 1h};
    ASSERT_TRUE(links_.add(link));
    EXPECT_FALSE(links_.take(digest(6), kNow).value());
    EXPECT_FALSE(links_.take(digest(5), kNow + 1h).value());
    const auto taken = links_.take(digest(5), kNow).value();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->method_id, "the method");
    EXPECT_EQ(taken->kind, core::MethodKind::passkey);
    EXPECT_FALSE(links_.take(digest(5), kNow).value());
}

TEST_F(RegistrationStoreTest, NotNowHoldsForTheSession) {
    EXPECT_FALSE(sessions_.find(digest(1), kNow, kNow - 30min).value()->put_off);
    ASSERT_TRUE(sessions_.set_put_off(digest(1)));
    EXPECT_TRUE(sessions_.find(digest(1), kNow, kNow - 30min).value()->put_off);
    EXPECT_FALSE(sessions_.find(digest(2), kNow, kNow - 30min).value()->put_off);
}

}  // namespace
}  // namespace tilbage::adapters::sql
