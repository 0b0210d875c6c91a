#include "adapters/sql/administrator_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/administrator_token_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using base::ErrorCode;
using core::Role;

class AdministratorStoreTest : public ::testing::Test {
protected:
    [[nodiscard]] core::Administrator grete() const {
        return {.id = core::AdministratorId("a1"),
                .tenant_id = database_.tenant,
                .user_name = "Grete@ex1.test",
                .display_name = "Grete Holm",
                .roles = {Role::global_administrator, Role::global_reader}};
    }
    void SetUp() override { ASSERT_TRUE(store_.add(grete(), "hash", kNow)); }

    TenantDatabase database_;
    SqlAdministratorStore store_{*database_};
    SqlAdministratorCredentialStore credentials_{*database_};
    SqlAdministratorTokenStore tokens_{*database_};
};

TEST_F(AdministratorStoreTest, AnAdministratorIsFoundByIdAndByNameInEveryCase) {
    database_.reopen();
    SqlAdministratorStore store(*database_);
    EXPECT_EQ(store.find(core::AdministratorId("a1")).value(), grete());
    EXPECT_EQ(store.find_by_user_name(database_.tenant, "GRETE@EX1.test").value(), grete());
    EXPECT_FALSE(store.find_by_user_name(core::TenantId("other"), "grete@ex1.test").value());
    EXPECT_FALSE(store.find(core::AdministratorId("a2")).value());
}

TEST_F(AdministratorStoreTest, AUserNameIsTakenOnceInATenantWhateverItsCase) {
    auto second = grete();
    second.id = core::AdministratorId("a2");
    second.user_name = "gRETE@ex1.test";
    EXPECT_EQ(store_.add(second, "hash", kNow).error().code, ErrorCode::conflict);
    EXPECT_EQ(store_.list(database_.tenant)->size(), 1U);
}

TEST_F(AdministratorStoreTest, RolesAreReplacedAndComeInTheirOrder) {
    ASSERT_TRUE(store_.set_roles(grete().id, {Role::global_reader, Role::password_administrator}, kNow));
    EXPECT_EQ(store_.find(grete().id).value()->roles, (std::vector{Role::password_administrator, Role::global_reader}));
    EXPECT_EQ(store_.set_roles(core::AdministratorId("a2"), {}, kNow).error().code, ErrorCode::not_found);
}

TEST_F(AdministratorStoreTest, TheListTellsWhoHasASecondFactor) {
    EXPECT_FALSE(store_.list(database_.tenant)->at(0).has_second_factor);
    ASSERT_TRUE(credentials_.set_totp(grete().id, base::Bytes{1, 2, 3}, 100, kNow));
    EXPECT_TRUE(store_.list(database_.tenant)->at(0).has_second_factor);
    EXPECT_EQ(credentials_.find(grete().id).value()->totp_secret, (base::Bytes{1, 2, 3}));
    ASSERT_TRUE(credentials_.clear_totp(grete().id, kNow));
    EXPECT_FALSE(credentials_.find(grete().id).value()->totp_secret);
}

TEST_F(AdministratorStoreTest, ATimeStepServesOnceAndNoneBeforeIt) {
    ASSERT_TRUE(credentials_.set_totp(grete().id, base::Bytes{1}, 100, kNow));
    EXPECT_FALSE(credentials_.use_totp_step(grete().id, 100).value());
    EXPECT_TRUE(credentials_.use_totp_step(grete().id, 102).value());
    EXPECT_FALSE(credentials_.use_totp_step(grete().id, 101).value());
    EXPECT_FALSE(credentials_.use_totp_step(core::AdministratorId("a2"), 103).value());
}

TEST_F(AdministratorStoreTest, OfFiftyWithOneTimeStepOneIsTheFirst) {
    std::atomic<int> won{0};
    in_parallel(50, [&](int) {
        if (credentials_.use_totp_step(grete().id, 7).value()) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(AdministratorStoreTest, ANewPasswordReplacesTheOld) {
    ASSERT_TRUE(credentials_.set_password(grete().id, "other", kNow));
    EXPECT_EQ(credentials_.find(grete().id).value()->password_hash, "other");
    EXPECT_EQ(credentials_.set_password(core::AdministratorId("a2"), "x", kNow).error().code, ErrorCode::not_found);
}

TEST_F(AdministratorStoreTest, ATokenTellsWhoHasItWithTheRolesOfNow) {
    ASSERT_TRUE(tokens_.add({.token = digest(1),
                             .administrator = grete().id,
                             .client = core::Client::connect,
                             .signed_in_at = kNow,
                             .expires_at = kNow + 1h,
                             .code = digest(2),
                             .session = std::nullopt}));
    auto holder = tokens_.find(digest(1), kNow).value();
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->administrator, grete());
    EXPECT_EQ(holder->token.client, core::Client::connect);
    EXPECT_EQ(holder->token.code, digest(2));
    ASSERT_TRUE(store_.set_roles(grete().id, {Role::global_reader}, kNow));
    EXPECT_EQ(tokens_.find(digest(1), kNow).value()->administrator.roles, std::vector{Role::global_reader});
    EXPECT_FALSE(tokens_.find(digest(1), kNow + 1h).value());
    EXPECT_FALSE(tokens_.find(digest(9), kNow).value());
}

TEST_F(AdministratorStoreTest, TokensAreRevokedByCodeBySessionAndByAdministrator) {
    const auto add = [&](std::uint8_t number, std::uint8_t code, std::uint8_t session) {
        ASSERT_TRUE(tokens_.add({.token = digest(number),
                                 .administrator = grete().id,
                                 .client = core::Client::portal,
                                 .signed_in_at = kNow,
                                 .expires_at = kNow + 1h,
                                 .code = digest(code),
                                 .session = digest(session)}));
    };
    const auto serves = [&](std::uint8_t number) { return tokens_.find(digest(number), kNow)->has_value(); };
    add(1, 101, 201);
    add(2, 102, 202);
    add(3, 103, 203);
    ASSERT_TRUE(tokens_.revoke_of_code(digest(101)));
    EXPECT_FALSE(serves(1));
    ASSERT_TRUE(tokens_.revoke_of_session(digest(202)));
    EXPECT_FALSE(serves(2));
    EXPECT_TRUE(serves(3));
    ASSERT_TRUE(tokens_.revoke_of(grete().id));
    EXPECT_FALSE(serves(3));
}

TEST_F(AdministratorStoreTest, WhoIsRemovedLosesTheirTokens) {
    ASSERT_TRUE(tokens_.add({.token = digest(1),
                             .administrator = grete().id,
                             .client = core::Client::portal,
                             .signed_in_at = kNow,
                             .expires_at = kNow + 1h,
                             .code = std::nullopt,
                             .session = std::nullopt}));
    EXPECT_TRUE(store_.remove(grete().id).value());
    EXPECT_FALSE(tokens_.find(digest(1), kNow).value());
    EXPECT_FALSE(store_.remove(grete().id).value());
}

}  // namespace
}  // namespace tilbage::adapters::sql
