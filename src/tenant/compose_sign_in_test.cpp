// What time and settings do to sign-ins: the whole of it on a real store, with a clock that is moved. The way itself,
// and what must not work, is in tests/integration/tenant/sign_in_test.cpp.
#include "tenant/compose_sign_in.h"

#include <gtest/gtest.h>
#include <map>

#include "adapters/http/url_encoding.h"
#include "adapters/sql/account_session_store.h"
#include "adapters/sql/administrator_store.h"
#include "adapters/sql/authentication_method_store.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/integration_store.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/request_store.h"
#include "adapters/sql/sign_in_attempt_store.h"
#include "adapters/totp/oath_totp.h"
#include "core/oauth/limits.h"
#include "tenant/http/testing/agent_api.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";  // RFC 7636 Appendix B
constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

// Not slow, so that the test is not.
class PlainHasher final : public core::PasswordHasher {
public:
    base::Result<std::string> hash(const core::PasswordText& password) override {
        if (broken) return base::fail(base::ErrorCode::unavailable, "too many at once");
        return base::to_hex(password.utf16le().open());
    }
    base::Result<bool> verify(const std::string& stored, const core::PasswordText& password) override {
        ++verified;
        auto given = hash(password);
        if (!given) return base::fail(given.error());
        return *given == stored;
    }
    [[nodiscard]] const std::string& decoy() const override { return decoy_; }
    int verified = 0;
    bool broken = false;

private:
    std::string decoy_ = "decoy";
};

// What people's sign-in stands on: administrators share their endpoints with it.
struct PeoplesSignIn {
    PeoplesSignIn(AgentApi& api, const base::SecretBytes& key)
        : sessions(*api.database),
          failures(*api.database),
          requests(*api.database),
          integration(*api.database),
          policies(*api.database),
          groups(*api.database),
          administrators(*api.database),
          methods(*api.database),
          people(*api.database),
          applications(*api.database,
                       {api.tenants,
                        people,
                        sessions,
                        failures,
                        requests,
                        integration,
                        api.attempts,
                        api.audit,
                        *api.database,
                        api.clock,
                        api.random,
                        key,
                        {policies, groups, administrators},
                        methods,
                        {}},
                       api.base_url) {}

    sql::SqlAccountSessionStore sessions;
    sql::SqlSignInAttemptStore failures;
    sql::SqlRequestStore requests;
    sql::SqlIntegrationStore integration;
    sql::SqlPasswordResetPolicyStore policies;
    sql::SqlGroupStore groups;
    sql::SqlAdministratorStore administrators;
    sql::SqlAuthenticationMethodStore methods;
    sql::SqlPersonStore people;
    Applications applications;
};

class SignInTest : public ::testing::Test {
protected:
    SignInTest() { start(true); }

    void start(bool require_second_factor) {
        auto made = std::make_unique<PlainHasher>();
        hasher_ = made.get();
        sign_in_ = std::make_unique<SignIn>(
            SignIn::Shared{*api_.database, api_.tenants, api_.attempts, api_.audit, api_.clock, api_.random, key_},
            core::SignInSettings{api_.base_url, require_second_factor}, std::move(made));
        router_ = http::Router();
        sign_in_->add_routes(router_, api_.authenticate_agent, people_.applications);
    }
    void SetUp() override {
        sql::SqlAdministratorStore store(*api_.database);
        const auto hash = hasher_->hash(*core::PasswordText::from_utf8(base::SecretBytes::copy_of("right")));
        ASSERT_TRUE(store.add({.id = grete_,
                               .tenant_id = api_.tenant.id,
                               .user_name = "grete@ex1.test",
                               .display_name = "Grete",
                               .roles = {core::Role::global_administrator}},
                              *hash, api_.clock.now()));
    }

    http::Response send(http::Request request) {
        std::string jar;
        for (const auto& [name, value] : cookies_) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
        if (!jar.empty()) request.headers.push_back({"Cookie", jar});
        request.peer_address = "192.0.2.1";
        std::optional<http::Response> answer;
        router_(std::move(request), http::Reply([&](http::Response response) { answer = std::move(response); }));
        for (const auto& header : answer->headers) {
            if (header.name != "Set-Cookie") continue;
            const auto pair = header.value.substr(0, header.value.find(';'));
            cookies_[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
        }
        return std::move(*answer);
    }
    http::Response post(const std::string& path, const std::string& body) {
        http::Request request;
        request.method = "POST";
        request.path = path;
        request.headers = {{"Content-Type", "application/json"}, {"Origin", api_.base_url}};
        request.body = body;
        return send(std::move(request));
    }
    http::Response form(const std::string& path, const std::vector<http::Parameter>& fields) {
        http::Request request;
        request.method = "POST";
        request.path = path;
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        for (const auto& [name, value] : fields)
            request.body += (request.body.empty() ? "" : "&") + name + "=" + http::percent_encode(value);
        return send(std::move(request));
    }
    std::string authorize(std::vector<http::Parameter> more = {}) {
        http::Request request;
        request.method = "GET";
        request.path = "/ex1.test/oauth2/v2.0/authorize";
        request.query = {{"response_type", "code"},
                         {"client_id", "portal"},
                         {"redirect_uri", api_.base_url + "/portal/callback"},
                         {"code_challenge", std::string(kChallenge)},
                         {"code_challenge_method", "S256"}};
        request.query.insert(request.query.end(), more.begin(), more.end());
        return header_of(send(std::move(request)), "Location");
    }
    static std::string parameter(const std::string& address, std::string_view name) {
        const auto parameters = http::parse_form(std::string_view(address).substr(address.find('?') + 1));
        for (const auto& one : *parameters)
            if (one.name == name) return one.value;
        return {};
    }
    std::string begin() { return parameter(authorize(), "flow"); }
    http::Response password(const std::string& flow, const std::string& text = "right") {
        return post("/signin/v1/flows/" + flow + "/password",
                    R"({"userName":"grete@ex1.test","password":")" + text + R"("})");
    }
    static std::string text_in(const http::Response& response, std::string_view name) {
        const auto object = object_in(response);
        const auto* member = object.if_contains(name);
        return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string{};
    }
    static std::string code_of(const http::Response& response) {
        return std::string(object_in(response).at("error").as_object().at("code").as_string());
    }
    http::Response exchange(const std::string& code) {
        return form("/ex1.test/oauth2/v2.0/token", {{"grant_type", "authorization_code"},
                                                    {"client_id", "portal"},
                                                    {"code", code},
                                                    {"redirect_uri", api_.base_url + "/portal/callback"},
                                                    {"code_verifier", std::string(kVerifier)}});
    }
    // A code for the portal, without a second factor.
    std::string sign_in() { return parameter(text_in(password(begin()), "redirectTo"), "code"); }
    bool serves(const std::string& token) { return sign_in_->authenticate().run(token)->has_value(); }
    // Whether authorize needs no page.
    bool is_signed_in() { return authorize().starts_with(api_.base_url + "/portal/callback?code="); }

    const core::AdministratorId grete_{"a1"};
    const base::SecretBytes key_ = base::SecretBytes::copy_of("a key");
    AgentApi api_;
    PeoplesSignIn people_{api_, key_};
    PlainHasher* hasher_ = nullptr;
    std::unique_ptr<SignIn> sign_in_;
    http::Router router_;
    std::map<std::string, std::string> cookies_;
};

TEST_F(SignInTest, WithoutTheDemandAPasswordAloneSignsIn) {
    start(false);
    const auto code = sign_in();
    EXPECT_EQ(code.size(), 43U);
    EXPECT_TRUE(serves(text_in(exchange(code), "access_token")));
    const auto record = api_.audited().back().record;
    EXPECT_EQ(record.action, "administrator.sign_in");
    EXPECT_EQ(record.result, "succeeded");
    EXPECT_EQ(record.actor, "administrator:a1");
    EXPECT_EQ(record.details, R"({"client":"portal","secondFactor":false})");
}

TEST_F(SignInTest, ASessionOfAPasswordAloneIsNotEnoughOnceTheDemandIsThere) {
    start(false);
    sign_in();
    EXPECT_TRUE(is_signed_in());
    start(true);
    EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInTest, ACodeLivesAMinute) {
    start(false);
    const auto code = sign_in();
    api_.clock.advance(60s);
    EXPECT_EQ(text_in(exchange(code), "error"), "invalid_grant");
    const auto other = parameter(authorize(), "code");
    api_.clock.advance(59s);
    EXPECT_EQ(exchange(other).status, 200U);
}

TEST_F(SignInTest, ATokenLivesAnHour) {
    start(false);
    const auto token = text_in(exchange(sign_in()), "access_token");
    api_.clock.advance(1h - 1s);
    EXPECT_TRUE(serves(token));
    api_.clock.advance(1s);
    EXPECT_FALSE(serves(token));
}

TEST_F(SignInTest, AFlowLivesTenMinutes) {
    const auto flow = begin();
    api_.clock.advance(10min);
    EXPECT_EQ(code_of(password(flow)), "flow_expired");
    EXPECT_EQ(hasher_->verified, 0);
}

TEST_F(SignInTest, ASessionEndsAfterAnIdleHour) {
    start(false);
    sign_in();
    api_.clock.advance(59min);
    EXPECT_TRUE(is_signed_in());
    api_.clock.advance(59min);
    EXPECT_TRUE(is_signed_in());
    api_.clock.advance(1h);
    EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInTest, WhoWorksInThePortalIsNotIdleButAfterTwelveHoursSignsInAgain) {
    start(false);
    auto token = text_in(exchange(sign_in()), "access_token");
    for (int step = 1; step <= 28; ++step) {
        api_.clock.advance(25min);
        ASSERT_TRUE(serves(token)) << step;
        if (step % 2 != 0) continue;
        const auto location = authorize();
        ASSERT_TRUE(location.starts_with(api_.base_url)) << step;
        token = text_in(exchange(parameter(location, "code")), "access_token");
    }
    api_.clock.advance(25min);
    EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInTest, ACallKeepsTheSessionAlive) {
    start(false);
    const auto token = text_in(exchange(sign_in()), "access_token");
    api_.clock.advance(55min);
    EXPECT_TRUE(serves(token));
    api_.clock.advance(55min);
    EXPECT_TRUE(is_signed_in());
}

TEST_F(SignInTest, ALockoutOfAQuarterOfAnHourEndsByItself) {
    const auto flow = begin();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(code_of(password(flow, "wrong")), "sign_in_failed");
    EXPECT_EQ(code_of(password(flow)), "too_many_attempts");
    EXPECT_EQ(hasher_->verified, 10) << "what is refused is not evaluated";
    api_.clock.advance(15min);
    EXPECT_EQ(text_in(password(begin()), "step"), "enrol_totp");
}

TEST_F(SignInTest, ARightPasswordClearsTheCount) {
    for (int round = 0; round < 3; ++round) {
        const auto flow = begin();
        for (int i = 0; i < 9; ++i) EXPECT_EQ(code_of(password(flow, "wrong")), "sign_in_failed");
        EXPECT_EQ(text_in(password(flow), "step"), "enrol_totp");
    }
}

TEST_F(SignInTest, AnUnknownNameCostsAHashToo) {
    const auto flow = begin();
    post("/signin/v1/flows/" + flow + "/password", R"({"userName":"nobody","password":"right"})");
    EXPECT_EQ(hasher_->verified, 1);
    const auto record = api_.audited().back().record;
    EXPECT_EQ(record.result, "sign_in_failed");
    EXPECT_EQ(record.actor, "anonymous");
    EXPECT_EQ(record.target, "");
}

TEST_F(SignInTest, AHundredTriesFromOneNetworkAreEnough) {
    const auto flow = begin();
    const auto try_name = [&](int number) {
        return post("/signin/v1/flows/" + flow + "/password",
                    R"({"userName":"name)" + std::to_string(number) + R"(","password":"x"})")
            .status;
    };
    for (int i = 0; i < 100; ++i) ASSERT_EQ(try_name(i), 401U) << i;
    EXPECT_EQ(try_name(100), 429U);
}

TEST_F(SignInTest, WhenTheHasherIsBusyNothingIsDecided) {
    const auto flow = begin();
    hasher_->broken = true;
    const auto busy = password(flow);
    EXPECT_EQ(busy.status, 503U);
    EXPECT_EQ(code_of(busy), "busy");
    hasher_->broken = false;
    EXPECT_EQ(text_in(password(flow), "step"), "enrol_totp");
}

TEST_F(SignInTest, ADeviceCodeLivesAQuarterOfAnHourAndSlowsDownWhoAsksTooOften) {
    const auto begun = form("/ex1.test/oauth2/v2.0/devicecode", {{"client_id", "tilbage-connect"}});
    const auto poll = [&] {
        return text_in(form("/ex1.test/oauth2/v2.0/token", {{"grant_type", std::string(kDeviceCodeGrant)},
                                                            {"client_id", "tilbage-connect"},
                                                            {"device_code", text_in(begun, "device_code")}}),
                       "error");
    };
    EXPECT_EQ(poll(), "authorization_pending");
    api_.clock.advance(4s);
    EXPECT_EQ(poll(), "slow_down");
    api_.clock.advance(9s);
    EXPECT_EQ(poll(), "slow_down") << "ten seconds from now on";
    api_.clock.advance(15s);
    EXPECT_EQ(poll(), "authorization_pending");
    api_.clock.advance(15min);
    EXPECT_EQ(poll(), "expired_token");
    EXPECT_EQ(code_of(post("/signin/v1/device", R"({"userCode":")" + text_in(begun, "user_code") + R"("})")),
              "user_code_wrong");
}

TEST_F(SignInTest, ATokenOfADeviceOutlivesTheBrowsersSession) {
    start(false);
    sign_in();
    const auto begun = form("/ex1.test/oauth2/v2.0/devicecode", {{"client_id", "tilbage-connect"}});
    const auto flow =
        text_in(post("/signin/v1/device", R"({"userCode":")" + text_in(begun, "user_code") + R"("})"), "flow");
    EXPECT_EQ(text_in(post("/signin/v1/flows/" + flow + "/consent", R"({"allow":true})"), "step"), "done");
    const auto token = text_in(form("/ex1.test/oauth2/v2.0/token", {{"grant_type", std::string(kDeviceCodeGrant)},
                                                                    {"client_id", "tilbage-connect"},
                                                                    {"device_code", text_in(begun, "device_code")}}),
                               "access_token");
    EXPECT_EQ(sign_in_->authenticate().run(token).value()->client, core::Client::connect);
    EXPECT_EQ(post("/ex1.test/oauth2/v2.0/logout", "").status, 204U);
    EXPECT_FALSE(is_signed_in());
    EXPECT_TRUE(serves(token));
}

TEST_F(SignInTest, WhoSignsInAgainSignsOutOfEverythingTheBrowserHas) {
    start(false);
    const auto token = text_in(exchange(sign_in()), "access_token");
    const auto flow = parameter(authorize({{"prompt", "login"}}), "flow");
    EXPECT_EQ(text_in(password(flow), "step"), "done");
    EXPECT_TRUE(serves(token)) << "the other tab goes on";
    EXPECT_EQ(post("/ex1.test/oauth2/v2.0/logout", "").status, 204U);
    EXPECT_FALSE(serves(token));
}

TEST_F(SignInTest, AnotherAdministratorInTheSameBrowserEndsWhatTheFirstOneHad) {
    start(false);
    const auto token = text_in(exchange(sign_in()), "access_token");
    ASSERT_TRUE(sql::SqlAdministratorStore(*api_.database)
                    .add({.id = core::AdministratorId("a2"),
                          .tenant_id = api_.tenant.id,
                          .user_name = "hans@ex1.test",
                          .display_name = "Hans",
                          .roles = {core::Role::global_reader}},
                         *hasher_->hash(*core::PasswordText::from_utf8(base::SecretBytes::copy_of("right"))),
                         api_.clock.now()));
    const auto flow = parameter(authorize({{"prompt", "login"}}), "flow");
    EXPECT_EQ(
        text_in(post("/signin/v1/flows/" + flow + "/password", R"({"userName":"hans@ex1.test","password":"right"})"),
                "step"),
        "done");
    EXPECT_FALSE(serves(token));
}

TEST_F(SignInTest, PurgeDropsWhatHasHadItsTimeAndNothingElse) {
    start(false);
    const auto token = text_in(exchange(sign_in()), "access_token");
    begin();
    const auto count = [&](const std::string& table) {
        return api_.database->read("SELECT count(*) FROM " + table)->rows.at(0).integer(0);
    };
    ASSERT_TRUE(sign_in_->purge());
    EXPECT_EQ(count("sign_in_sessions"), 1);
    EXPECT_TRUE(serves(token));
    api_.clock.advance(2h);
    ASSERT_TRUE(sign_in_->purge());
    for (const auto* table :
         {"sign_in_sessions", "sign_in_flows", "authorization_codes", "device_codes", "administrator_tokens"})
        EXPECT_EQ(count(table), 0) << table;
}

}  // namespace
}  // namespace tilbage::tenant
