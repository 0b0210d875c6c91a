#include "connect/setup/cloud_client.h"

#include "connect/setup/cloud_answers.h"
#include "connect/setup/testing/fake_tenant.h"
#include "crypto/system_random.h"

namespace tilbage::connect::setup {
namespace {

class ShiftedClock final : public base::Clock {
public:
    [[nodiscard]] base::TimePoint now() const override { return base::SystemClock().now() + shift; }
    std::chrono::minutes shift{0};
};

class CloudClientTest : public ::testing::Test {
protected:
    CloudClient client() { return {tenant_.address(), clock_, random_}; }
    AccessToken token() { return tenant_.session().token; }

    FakeTenant tenant_;
    ShiftedClock clock_;
    crypto::SystemRandom random_;
};

TEST_F(CloudClientTest, ATenantThatAnswersIsFound) {
    const auto checked = client().check();
    EXPECT_TRUE(checked) << checked.error().message;
}

TEST_F(CloudClientTest, ACertificateOfAnotherAuthorityIsToldAsThat) {
    const testing::TestAuthority another;
    CloudClient cloud({tenant_.url(), another.ca_file()}, clock_, random_);
    const auto checked = cloud.check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().problem, CloudProblem::certificate_untrusted);
}

TEST_F(CloudClientTest, AClockThatDiffersByMoreThanFiveMinutesIsToldWithItsSeconds) {
    clock_.shift = std::chrono::minutes(4);
    EXPECT_TRUE(client().check());
    clock_.shift = std::chrono::minutes(-10);
    const auto checked = client().check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().problem, CloudProblem::clock_skew);
    EXPECT_NEAR(static_cast<double>(checked.error().seconds), -600.0, 5.0);
}

TEST_F(CloudClientTest, AnAddressThatIsNotHttpsOrWhereNobodyAnswersIsTold) {
    CloudClient plain({"http://localhost", {}}, clock_, random_);
    EXPECT_EQ(plain.check().error().problem, CloudProblem::url_wrong);
    tenant_.stop();
    EXPECT_EQ(client().check().error().problem, CloudProblem::tenant_unreachable);
}

TEST_F(CloudClientTest, ACodeIsExchangedWithTheVerifierOfItsOwnRequest) {
    auto cloud = client();
    const auto request = cloud.begin_sign_in("organizations", "http://127.0.0.1:4711/callback", "da-DK");
    EXPECT_THAT(request.url, ::testing::StartsWith(tenant_.url() + "/organizations/oauth2/v2.0/authorize?"));
    EXPECT_THAT(request.url, ::testing::HasSubstr("&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcallback&"));
    EXPECT_THAT(request.url, ::testing::HasSubstr("&state=" + request.state + "&"));
    EXPECT_THAT(request.url, ::testing::HasSubstr("code_challenge_method=S256"));
    EXPECT_GE(request.code_verifier->size(), 43U);
    const auto begin = request.url.find("code_challenge=") + 15;
    tenant_.with(
        [&](auto& state) { state.code_challenge = request.url.substr(begin, request.url.find('&', begin) - begin); });
    const auto token = cloud.exchange_code("organizations", request, "the-code");
    ASSERT_TRUE(token) << token.error().message;
    EXPECT_EQ(token->secret->open_text(), "token-of-the-administrator");
    const auto another = cloud.begin_sign_in("organizations", "http://127.0.0.1:4711/callback", {});
    EXPECT_NE(another.state, request.state);
    const auto refused = cloud.exchange_code("organizations", another, "the-code");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problem, CloudProblem::sign_in_expired);
}

TEST_F(CloudClientTest, ADeviceCodeIsPolledUntilSomebodyHasSignedIn) {
    tenant_.with([](auto& state) { state.device = {"authorization_pending", "slow_down"}; });
    auto cloud = client();
    const auto code = cloud.request_device_code("organizations");
    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(code->user_code, "BCDF-GHJK");
    EXPECT_EQ(code->interval, std::chrono::seconds(1));
    EXPECT_EQ(cloud.poll_device_code("organizations", *code)->error(), DevicePoll::pending);
    EXPECT_EQ(cloud.poll_device_code("organizations", *code)->error(), DevicePoll::slow_down);
    const auto token = cloud.poll_device_code("organizations", *code);
    ASSERT_TRUE(token && *token);
}

TEST_F(CloudClientTest, ADeviceCodeThatWasRefusedOrIsTooOldIsTold) {
    tenant_.with([](auto& state) { state.device = {"access_denied", "expired_token"}; });
    auto cloud = client();
    const auto code = cloud.request_device_code("organizations");
    EXPECT_EQ(cloud.poll_device_code("organizations", *code).error().problem, CloudProblem::sign_in_refused);
    EXPECT_EQ(cloud.poll_device_code("organizations", *code).error().problem, CloudProblem::sign_in_expired);
}

TEST_F(CloudClientTest, ASessionKnowsWhoSignedInAndWhere) {
    const auto session = client().open_session(token(), FakeTenant::kTenantId);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->user_principal_name, "admin@ex1.test");
    EXPECT_EQ(session->tenant_domain, "ex1.test");
    EXPECT_EQ(session->address.url, tenant_.url());
}

TEST_F(CloudClientTest, WhoIsNoGlobalAdministratorIsRefusedWithTheirName) {
    tenant_.with([](auto& state) { state.role = "Helpdesk Administrator"; });
    const auto session = client().open_session(token(), {});
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().problem, CloudProblem::not_administrator);
    EXPECT_THAT(session.error().message, ::testing::HasSubstr("admin@ex1.test"));
}

TEST_F(CloudClientTest, AnotherTenantThanTheAgentsIsRefused) {
    const auto session = client().open_session(token(), "11111111-2f43-4c59-9a7e-d15c60f2b384");
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().problem, CloudProblem::wrong_tenant);
}

TEST_F(CloudClientTest, ATokenThatIsNoLongerTakenIsToldAsExpired) {
    EXPECT_EQ(client().agents(FakeTenant::token_of("old")).error().problem, CloudProblem::sign_in_expired);
    auto old = token();
    old.expires_at = clock_.now();
    EXPECT_EQ(client().agents(old).error().problem, CloudProblem::sign_in_expired);
}

TEST_F(CloudClientTest, AgentsAreRegisteredListedAndRemoved) {
    auto cloud = client();
    const auto key = crypto::EcKey::generate();
    const auto agent = cloud.register_agent(token(), "connect1", "dc1", key->jwk());
    ASSERT_TRUE(agent) << agent.error().message;
    EXPECT_EQ(agent->tenant_id, FakeTenant::kTenantId);
    const auto agents = cloud.agents(token());
    ASSERT_TRUE(agents) << agents.error().message;
    ASSERT_EQ(agents->size(), 1U);
    EXPECT_EQ(agents->front().id, agent->agent_id);
    EXPECT_EQ(agents->front().host, "dc1");
    EXPECT_FALSE(agents->front().connected);
    EXPECT_TRUE(cloud.remove_agent(token(), agent->agent_id));
    EXPECT_TRUE(cloud.remove_agent(token(), agent->agent_id));
    EXPECT_TRUE(cloud.agents(token())->empty());
}

TEST(CloudAnswers, TimesAreReadAsTheStandardsWriteThem) {
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), base::from_seconds(784111777));
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37"), std::nullopt);
    EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), std::nullopt);
    EXPECT_EQ(parse_http_date(""), std::nullopt);
    EXPECT_EQ(parse_time("1994-11-06T08:49:37Z"), base::from_seconds(784111777));
    EXPECT_EQ(parse_time("1994-11-06T08:49:37.123Z"), base::from_seconds(784111777));
    EXPECT_EQ(parse_time("yesterday"), std::nullopt);
}

}  // namespace
}  // namespace tilbage::connect::setup
