#include "adapters/sql/sign_in_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/administrator_store.h"
#include "adapters/sql/administrator_token_store.h"
#include "adapters/sql/authorization_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::SignInStep;

class SignInStoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(
            SqlAdministratorStore(*database_)
                .add(
                    {.id = grete_, .tenant_id = database_.tenant, .user_name = "g@x", .display_name = "G", .roles = {}},
                    "hash", kNow));
    }
    [[nodiscard]] core::SignInFlow flow(std::uint8_t number, std::uint8_t browser) const {
        core::SignInFlow flow;
        flow.flow = digest(number);
        flow.browser = digest(browser);
        flow.tenant_id = database_.tenant;
        flow.client = core::Client::connect;
        flow.redirect_uri = "http://127.0.0.1:1/callback";
        flow.state = "state";
        flow.code_challenge = "challenge";
        flow.scope = "scope";
        flow.login_hint = "hint";
        flow.expires_at = kNow + 10min;
        return flow;
    }
    [[nodiscard]] core::AuthorizationCode code(std::uint8_t number) const {
        return {.code = digest(number),
                .administrator = grete_,
                .tenant_id = database_.tenant,
                .client = core::Client::portal,
                .redirect_uri = "r",
                .code_challenge = "c",
                .scope = "s",
                .session = digest(77),
                .signed_in_at = kNow,
                .expires_at = kNow + 60s};
    }
    [[nodiscard]] core::DeviceCode device(std::uint8_t number) const {
        return {.device = digest(number),
                .user_code = digest(static_cast<std::uint8_t>(number + 100)),
                .tenant_id = database_.tenant,
                .client = core::Client::connect,
                .scope = "s",
                .state = core::DeviceCodeState::pending,
                .administrator = std::nullopt,
                .signed_in_at = std::nullopt,
                .interval = 5s,
                .last_poll_at = std::nullopt,
                .expires_at = kNow + 15min};
    }

    const core::AdministratorId grete_{"a1"};
    TenantDatabase database_;
    SqlSignInFlowStore flows_{*database_};
    SqlSignInSessionStore sessions_{*database_};
    SqlAuthorizationCodeStore codes_{*database_};
    SqlDeviceCodeStore devices_{*database_};
};

TEST_F(SignInStoreTest, AFlowIsKeptWithEverythingItNeeds) {
    auto kept = flow(1, 2);
    kept.device = digest(3);
    ASSERT_TRUE(flows_.add(kept));
    kept.step = SignInStep::enrol_totp;
    kept.administrator = grete_;
    kept.second_factor = true;
    kept.pending_secret = base::Bytes{1, 2};
    kept.session = digest(4);
    kept.signed_in_at = kNow;
    EXPECT_TRUE(flows_.move(kept, SignInStep::password).value());
    database_.reopen();
    const auto found = SqlSignInFlowStore(*database_).find(digest(1), kNow).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->browser, kept.browser);
    EXPECT_EQ(found->step, SignInStep::enrol_totp);
    EXPECT_EQ(found->client, core::Client::connect);
    EXPECT_EQ(found->redirect_uri, kept.redirect_uri);
    EXPECT_EQ(found->state, "state");
    EXPECT_EQ(found->code_challenge, "challenge");
    EXPECT_EQ(found->scope, "scope");
    EXPECT_EQ(found->login_hint, "hint");
    EXPECT_EQ(found->device, digest(3));
    EXPECT_EQ(found->administrator, grete_);
    EXPECT_TRUE(found->second_factor);
    EXPECT_EQ(found->pending_secret, (base::Bytes{1, 2}));
    EXPECT_EQ(found->session, digest(4));
    EXPECT_EQ(found->signed_in_at, kNow);
    EXPECT_EQ(found->expires_at, kNow + 10min);
}

TEST_F(SignInStoreTest, AFlowMovesOnlyFromWhereItStandsAndInItsOwnBrowser) {
    auto moved = flow(1, 2);
    ASSERT_TRUE(flows_.add(moved));
    moved.step = SignInStep::totp;
    EXPECT_FALSE(flows_.move(moved, SignInStep::consent).value());
    moved.browser = digest(3);
    EXPECT_FALSE(flows_.move(moved, SignInStep::password).value());
    moved.browser = digest(2);
    EXPECT_TRUE(flows_.move(moved, SignInStep::password).value());
    EXPECT_FALSE(flows_.move(moved, SignInStep::password).value());
}

TEST_F(SignInStoreTest, OfFiftyWhoMoveAFlowOneDoes) {
    ASSERT_TRUE(flows_.add(flow(1, 2)));
    auto moved = flow(1, 2);
    moved.step = SignInStep::totp;
    std::atomic<int> won{0};
    in_parallel(50, [&](int) {
        if (flows_.move(moved, SignInStep::password).value()) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(SignInStoreTest, ABrowsersFlowsGetItsNewValueTogether) {
    ASSERT_TRUE(flows_.add(flow(1, 9)));
    ASSERT_TRUE(flows_.add(flow(2, 9)));
    ASSERT_TRUE(flows_.add(flow(3, 8)));
    ASSERT_TRUE(flows_.rebind(digest(9), digest(7)));
    EXPECT_EQ(flows_.find(digest(1), kNow).value()->browser, digest(7));
    EXPECT_EQ(flows_.find(digest(2), kNow).value()->browser, digest(7));
    EXPECT_EQ(flows_.find(digest(3), kNow).value()->browser, digest(8));
}

TEST_F(SignInStoreTest, AFlowEndsWithItsTimeOrWhenRemoved) {
    ASSERT_TRUE(flows_.add(flow(1, 2)));
    EXPECT_FALSE(flows_.find(digest(1), kNow + 10min).value());
    ASSERT_TRUE(flows_.purge(kNow + 9min));
    EXPECT_TRUE(flows_.remove(digest(1)).value());
    EXPECT_FALSE(flows_.remove(digest(1)).value());
}

TEST_F(SignInStoreTest, SessionsAreTouchedRemovedAndPurgedByAgeOrIdleness) {
    const auto add = [&](std::uint8_t number, base::TimePoint began, base::TimePoint used) {
        ASSERT_TRUE(sessions_.add({.session = digest(number),
                                   .administrator = grete_,
                                   .second_factor = true,
                                   .signed_in_at = began,
                                   .last_used_at = used}));
    };
    const auto is_there = [&](std::uint8_t number) { return sessions_.find(digest(number))->has_value(); };
    add(1, kNow, kNow);
    add(2, kNow - 12h, kNow);
    add(3, kNow - 2h, kNow - 1h);
    ASSERT_TRUE(sessions_.purge(kNow - 12h, kNow - 1h));
    EXPECT_TRUE(is_there(1));
    EXPECT_FALSE(is_there(2));
    EXPECT_FALSE(is_there(3));
    ASSERT_TRUE(sessions_.touch(digest(1), kNow + 5min));
    EXPECT_EQ(sessions_.find(digest(1)).value()->last_used_at, kNow + 5min);
    EXPECT_TRUE(sessions_.find(digest(1)).value()->second_factor);
    EXPECT_TRUE(sessions_.remove(digest(1)).value());
    EXPECT_FALSE(sessions_.remove(digest(1)).value());
}

TEST_F(SignInStoreTest, ACodeIsUsedOnceAndRememberedUntilPurged) {
    ASSERT_TRUE(codes_.add(code(1)));
    const auto first = codes_.use(digest(1)).value();
    ASSERT_TRUE(first);
    EXPECT_FALSE(first->used_before);
    EXPECT_EQ(first->code.administrator, grete_);
    EXPECT_EQ(first->code.session, digest(77));
    EXPECT_EQ(first->code.expires_at, kNow + 60s);
    EXPECT_TRUE(codes_.use(digest(1)).value()->used_before);
    EXPECT_FALSE(codes_.use(digest(2)).value());
    ASSERT_TRUE(codes_.purge(kNow + 59s));
    EXPECT_TRUE(codes_.use(digest(1)).value());
    ASSERT_TRUE(codes_.purge(kNow + 60s));
    EXPECT_FALSE(codes_.use(digest(1)).value());
}

TEST_F(SignInStoreTest, OfFiftyWithOneCodeOneIsTheFirst) {
    ASSERT_TRUE(codes_.add(code(1)));
    std::atomic<int> won{0};
    in_parallel(50, [&](int) {
        if (!codes_.use(digest(1)).value()->used_before) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(SignInStoreTest, ADeviceCodeIsAnsweredOnceWhileItLives) {
    ASSERT_TRUE(devices_.add(device(1)));
    EXPECT_EQ(devices_.find_pending(digest(101), kNow).value()->device, digest(1));
    EXPECT_FALSE(devices_.find_pending(digest(101), kNow + 15min).value());
    EXPECT_FALSE(devices_.allow(digest(1), grete_, kNow, kNow + 15min).value());
    EXPECT_TRUE(devices_.allow(digest(1), grete_, kNow, kNow).value());
    EXPECT_FALSE(devices_.deny(digest(1), kNow).value());
    EXPECT_FALSE(devices_.find_pending(digest(101), kNow).value());
    const auto found = devices_.find(digest(1)).value();
    EXPECT_EQ(found->state, core::DeviceCodeState::allowed);
    EXPECT_EQ(found->administrator, grete_);
    EXPECT_EQ(found->signed_in_at, kNow);
    EXPECT_FALSE(found->last_poll_at);
    ASSERT_TRUE(devices_.note_poll(digest(1), 10s, kNow + 1s));
    EXPECT_EQ(devices_.find(digest(1)).value()->interval, 10s);
    EXPECT_EQ(devices_.find(digest(1)).value()->last_poll_at, kNow + 1s);
    EXPECT_TRUE(devices_.remove(digest(1)).value());
    EXPECT_FALSE(devices_.remove(digest(1)).value());
}

TEST_F(SignInStoreTest, TwoDevicesNeverShareAUserCode) {
    ASSERT_TRUE(devices_.add(device(1)));
    auto other = device(2);
    other.user_code = device(1).user_code;
    EXPECT_EQ(devices_.add(other).error().code, base::ErrorCode::conflict);
}

TEST_F(SignInStoreTest, EverythingOfAnAdministratorEndsTogether) {
    auto theirs = flow(1, 2);
    theirs.administrator = grete_;
    ASSERT_TRUE(flows_.add(theirs));
    ASSERT_TRUE(flows_.add(flow(5, 2)));
    ASSERT_TRUE(codes_.add(code(1)));
    ASSERT_TRUE(devices_.add(device(1)));
    ASSERT_TRUE(devices_.allow(digest(1), grete_, kNow, kNow).value());
    ASSERT_TRUE(sessions_.add({.session = digest(1),
                               .administrator = grete_,
                               .second_factor = true,
                               .signed_in_at = kNow,
                               .last_used_at = kNow}));
    SqlAdministratorTokenStore tokens(*database_);
    ASSERT_TRUE(tokens.add({.token = digest(1),
                            .administrator = grete_,
                            .client = core::Client::portal,
                            .signed_in_at = kNow,
                            .expires_at = kNow + 1h,
                            .code = std::nullopt,
                            .session = std::nullopt}));
    ASSERT_TRUE(sessions_.end_all_of(grete_));
    EXPECT_FALSE(flows_.find(digest(1), kNow).value());
    EXPECT_TRUE(flows_.find(digest(5), kNow).value()) << "nobody's yet";
    EXPECT_FALSE(codes_.use(digest(1)).value());
    EXPECT_FALSE(devices_.find(digest(1)).value());
    EXPECT_FALSE(sessions_.find(digest(1)).value());
    EXPECT_FALSE(tokens.find(digest(1), kNow).value());
}

}  // namespace
}  // namespace tilbage::adapters::sql
