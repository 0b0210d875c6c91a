// Administrators sign in to the real tenant, over real HTTPS: the whole way, and everything that must not work.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

#include "integration/tenant/administrator_browser.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

struct SignIn : ::testing::Test {
    SignIn() {
        const auto done = command({"init", "--tenant", "ex1.test", "--name", "Example One", "--admin", kAdministrator,
                                   "--admin-name", "Grete Holm", "--admin-password-file", password_file()});
        if (done.exit_code != 0) throw std::runtime_error(done.output);
        tenant.start();
    }
    std::string password_file(const std::string& password = kAdministratorPassword) {
        const auto path = tenant.folder() + "/admin-password";
        write_file(path, password + "\n");
        std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        return path;
    }
    CommandResult command(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--config", tenant.config_file()});
        return tenant.command(arguments);
    }
    // What the token opens now: a call that every role may make.
    int status_of_me(const std::string& token) {
        return browser.get("/v1.0/me", {{"Authorization", "Bearer " + token}}).status;
    }
    static std::string code_in(const PageAnswer& done) { return query_value(done.member("redirectTo"), "code"); }
    static std::string error_of(const PageAnswer& answer) { return answer.member("error"); }

    TenantProcess tenant{9};  // no mail is sent
    AdministratorBrowser browser{tenant};
};

TEST_F(SignIn, LeadsThroughPasswordAndSecondFactorToATokenThatWorks) {
    const auto begun = browser.authorize();
    EXPECT_EQ(begun.status, 302);
    const auto flow = AdministratorBrowser::flow_in(begun);
    ASSERT_EQ(flow.size(), 43U);
    const auto state = browser.get("/signin/v1/flows/" + flow);
    EXPECT_EQ(state.member("step"), "password");
    EXPECT_EQ(state.member("tenantName"), "Example One");
    EXPECT_EQ(state.member("client"), "portal");
    EXPECT_TRUE(state.body.at("userName").is_null());

    const auto enrolling = browser.password(flow);
    EXPECT_EQ(enrolling.member("step"), "enrol_totp") << enrolling.text;
    EXPECT_EQ(enrolling.member("userName"), kAdministrator);
    const auto done = browser.enrol(flow);
    EXPECT_EQ(done.member("step"), "done") << done.text;
    const auto target = done.member("redirectTo");
    EXPECT_TRUE(target.starts_with(tenant.url() + "/portal/callback?code=")) << target;
    EXPECT_EQ(query_value(target, "state"), "st&te=1");

    const auto token = browser.exchange(code_in(done));
    ASSERT_EQ(token.status, 200) << token.text;
    EXPECT_EQ(token.header("Cache-Control"), "no-store");
    EXPECT_EQ(token.member("token_type"), "Bearer");
    EXPECT_EQ(token.body.at("expires_in").as_int64(), 3600);
    EXPECT_EQ(status_of_me(token.member("access_token")), 200);
    EXPECT_EQ(status_of_me(std::string(43, 'a')), 401);
}

TEST_F(SignIn, TheSecondTimeTheAppIsAskedAndACodeServesOnce) {
    browser.sign_in();
    AdministratorBrowser other(tenant);
    const auto flow = other.begin();
    EXPECT_EQ(other.password(flow).member("step"), "totp");
    EXPECT_EQ(other.code(flow, browser.enrolled_with).code(), "code_wrong") << "it enrolled the app";
    const auto code = totp_code(browser.secret, 1);
    EXPECT_EQ(other.code(flow, "000000x").code(), "code_wrong");
    EXPECT_EQ(other.code(flow, code.substr(0, 3) + " " + code.substr(3)).member("step"), "done");

    AdministratorBrowser third(tenant);
    const auto again = third.begin();
    third.password(again);
    EXPECT_EQ(third.code(again, code).code(), "code_wrong") << "it has served";
    EXPECT_EQ(third.code(again, totp_code(browser.secret, 0)).code(), "code_wrong") << "an older one than it";
}

TEST_F(SignIn, AnEnrolmentShowsItsSecretAsTextAddressAndPicture) {
    const auto flow = browser.begin();
    browser.password(flow);
    const auto path = "/signin/v1/flows/" + flow + "/totp/enrolment";
    const auto first = browser.post(path, {});
    EXPECT_EQ(first.member("secret").size(), 32U);
    EXPECT_EQ(first.member("uri"), "otpauth://totp/Example%20One:grete%40ex1.test?secret=" + first.member("secret") +
                                       "&issuer=Example%20One&algorithm=SHA1&digits=6&period=30");
    EXPECT_TRUE(first.member("qr").starts_with("<svg "));
    const auto second = browser.post(path, {});
    EXPECT_NE(first.member("secret"), second.member("secret"));
    EXPECT_EQ(browser.post(path + "/confirmation", {{"code", totp_code(first.member("secret"))}}).code(), "code_wrong");
    EXPECT_EQ(browser.post(path + "/confirmation", {{"code", totp_code(second.member("secret"))}}).member("step"),
              "done");
}

TEST_F(SignIn, ASessionSavesTheNextSignInUntilLogout) {
    const auto token = browser.new_token();
    const auto again = browser.authorize();
    EXPECT_TRUE(again.header("Location").starts_with(tenant.url() + "/portal/callback?code=")) << again.text;
    EXPECT_EQ(browser.exchange(query_value(again.header("Location"), "code")).status, 200);
    EXPECT_FALSE(browser.begin({{"prompt", "login"}}).empty());
    EXPECT_FALSE(browser.begin({{"login_hint", "other@ex1.test"}}).empty());
    EXPECT_TRUE(browser.begin({{"login_hint", "GRETE@ex1.test"}}).empty());
    const Fields wizard{{"client_id", "tilbage-connect"}, {"redirect_uri", "http://127.0.0.1:4711/callback"}};
    EXPECT_FALSE(browser.begin(wizard).empty()) << "a loopback client could be anybody";

    EXPECT_EQ(browser.post("/ex1.test/oauth2/v2.0/logout", {}, "https://evil.example").code(), "wrong_origin");
    EXPECT_EQ(browser.form("/ex1.test/oauth2/v2.0/logout", {}).code(), "wrong_origin");
    EXPECT_EQ(status_of_me(token), 200);
    const auto session = browser.cookies.at("__Host-tilbage-session");
    EXPECT_EQ(browser.post("/ex1.test/oauth2/v2.0/logout", {}).status, 204);
    EXPECT_EQ(status_of_me(token), 401);
    browser.cookies["__Host-tilbage-session"] = session;
    EXPECT_FALSE(browser.begin().empty());
    EXPECT_EQ(query_value(browser.authorize({{"prompt", "none"}}).header("Location"), "error"), "login_required");
}

TEST_F(SignIn, AWrongVerifierGetsNothingAndUsesTheCodeUp) {
    const auto code = code_in(browser.sign_in());
    const auto wrong = browser.exchange(code, {{"code_verifier", std::string(43, 'x')}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(error_of(wrong), "invalid_grant");
    EXPECT_EQ(error_of(browser.exchange(code)), "invalid_grant");
}

TEST_F(SignIn, ACodeThatIsUsedTwiceRevokesWhatItGave) {
    const auto code = code_in(browser.sign_in());
    const auto token = browser.exchange(code).member("access_token");
    EXPECT_EQ(status_of_me(token), 200);
    EXPECT_EQ(error_of(browser.exchange(code)), "invalid_grant");
    EXPECT_EQ(status_of_me(token), 401);
}

TEST_F(SignIn, ACodeServesItsOwnClientRedirectAndTenant) {
    for (const auto& instead :
         {Fields{{"client_id", "tilbage-connect"}}, Fields{{"redirect_uri", tenant.url() + "/portal/callback/"}}}) {
        browser.cookies.clear();
        const auto code = code_in(browser.sign_in());
        ASSERT_FALSE(code.empty());
        EXPECT_EQ(error_of(browser.exchange(code, instead)), "invalid_grant") << instead.front().second;
        command({"admin", "reset-second-factor", kAdministrator});
    }
    EXPECT_EQ(error_of(browser.exchange("x", {{"client_id", "nobody"}})), "invalid_client");
    EXPECT_EQ(error_of(browser.exchange("x", {{"code_verifier", ""}})), "invalid_request");
}

TEST_F(SignIn, NobodyIsSentToAnAddressThatIsNotTheClients) {
    const auto own = tenant.url();
    for (const std::string& wrong : std::vector<std::string>{
             "https://evil.example/portal/callback", "//evil.example", "/portal/callback", "",
             own + "/portal/callback/../x", own + ".evil.example/portal/callback", own + "/portal/callback?x",
             own + "/portal/callback#x", "http://127.0.0.1:80/callback", "javascript:alert(1)"}) {
        const auto answer = browser.authorize({{"redirect_uri", wrong}});
        EXPECT_EQ(answer.header("Location"), "/signin?error=redirect_wrong") << wrong;
    }
    for (const std::string& wrong : std::vector<std::string>{
             "http://127.0.0.1/callback", "http://127.0.0.1:x/callback", "http://127.0.0.1:0/callback",
             "http://127.0.0.1:80@evil.example:1/callback", "http://127.0.0.1.evil.example:1/callback",
             "http://127.0.0.1:65536/callback", "https://127.0.0.1:80/callback", "http://127.0.0.1:80/callback/x",
             "http://localhost:80/other"}) {
        const auto answer = browser.authorize({{"client_id", "tilbage-connect"}, {"redirect_uri", wrong}});
        EXPECT_EQ(answer.header("Location"), "/signin?error=redirect_wrong") << wrong;
    }
    EXPECT_EQ(browser.authorize({{"client_id", "x"}, {"mkt", "da-DK"}}).header("Location"),
              "/signin?error=client_unknown&mkt=da-DK");
    EXPECT_EQ(browser.get("/ex9.test/oauth2/v2.0/authorize").header("Location"), "/signin?error=tenant_unknown");
    EXPECT_EQ(browser.authorize({{"mkt", "//evil.example/\r\nX: y"}}).header("Location").find("/signin?flow="), 0U);
}

TEST_F(SignIn, WhatIsWrongWithARightClientsRequestIsToldToTheClient) {
    const auto error = [&](const Fields& instead) {
        const auto location = browser.authorize(instead).header("Location");
        EXPECT_TRUE(location.starts_with(tenant.url() + "/portal/callback?error=")) << location;
        EXPECT_EQ(query_value(location, "state"), "st&te=1");
        return query_value(location, "error");
    };
    EXPECT_EQ(error({{"response_type", "token"}}), "unsupported_response_type");
    EXPECT_EQ(error({{"code_challenge", ""}}), "invalid_request");
    EXPECT_EQ(error({{"code_challenge", "short"}}), "invalid_request");
    EXPECT_EQ(error({{"code_challenge_method", "plain"}}), "invalid_request");
    EXPECT_EQ(error({{"prompt", "create"}}), "invalid_request");
    EXPECT_EQ(error({{"response_mode", "fragment"}}), "invalid_request");
    EXPECT_EQ(error({{"prompt", "none"}}), "login_required");
}

TEST_F(SignIn, AnUnknownNameAndAWrongPasswordGetTheSameAnswer) {
    const auto flow = browser.begin();
    const auto known = browser.password(flow, "wrong-password-1");
    const auto unknown = browser.password(flow, "wrong-password-1", "nobody@ex1.test");
    EXPECT_EQ(known.status, 401);
    EXPECT_EQ(known.code(), "sign_in_failed");
    EXPECT_EQ(known.text, unknown.text);
    EXPECT_EQ(browser.password(flow, "").code(), "sign_in_failed");
    EXPECT_EQ(browser.password(flow, kAdministratorPassword, " GRETE@EX1.TEST ").status, 200);
}

TEST_F(SignIn, TenWrongPasswordsLockTheNameOutEvenForTheRightOne) {
    const auto flow = browser.begin();
    for (const std::string& name : std::vector<std::string>{kAdministrator, "nobody@ex1.test"}) {
        for (int i = 0; i < 10; ++i) EXPECT_EQ(browser.password(flow, "wrong-password-1", name).status, 401) << i;
        const auto locked = browser.password(flow, kAdministratorPassword, name);
        EXPECT_EQ(locked.status, 429);
        EXPECT_EQ(locked.code(), "too_many_attempts");
        EXPECT_GT(std::stoi(locked.header("Retry-After")), 14 * 60);
    }
    EXPECT_EQ(command({"admin", "set-password", kAdministrator, "--password-file", password_file("kanel og snegle 7")})
                  .exit_code,
              0);
    EXPECT_EQ(browser.password(flow, "kanel og snegle 7").status, 200);
}

TEST_F(SignIn, OfTwentyGuessesAtOnceTenAreEvaluated) {
    const auto flow = browser.begin();
    std::atomic<int> evaluated{0};
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i) {
        threads.emplace_back([&] {
            AdministratorBrowser tab(tenant);
            tab.cookies = browser.cookies;
            const auto answer = tab.password(flow, "wrong-password-1");
            evaluated += answer.status == 401 ? 1 : 0;
            refused += answer.status == 429 ? 1 : 0;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_LE(evaluated, 10);
    EXPECT_EQ(refused, 10) << "the rest may have found the hasher busy, but was counted";
}

TEST_F(SignIn, TenWrongCodesLockTheAccountOutAndARightPasswordBuysNoMore) {
    browser.sign_in();
    AdministratorBrowser thief(tenant);
    int refused = 0;
    for (int i = 0; i < 12; ++i) {
        const auto flow = thief.begin();
        EXPECT_EQ(thief.password(flow).member("step"), "totp");
        if (thief.code(flow, "12345x").status == 429) ++refused;
    }
    EXPECT_EQ(refused, 2);
}

TEST_F(SignIn, AFlowServesNoOtherBrowserAndEachStepRenewsWhatBindsIt) {
    const auto flow = browser.begin();
    AdministratorBrowser other(tenant);
    EXPECT_EQ(other.get("/signin/v1/flows/" + flow).code(), "flow_expired");
    EXPECT_EQ(other.password(flow).code(), "flow_expired");
    const auto before = browser.cookies;
    browser.password(flow);
    EXPECT_NE(before.at("__Host-tilbage-signin"), browser.cookies.at("__Host-tilbage-signin"));
    other.cookies = before;  // whoever knew the value of before, or had planted it
    EXPECT_EQ(other.get("/signin/v1/flows/" + flow).code(), "flow_expired");
    EXPECT_EQ(other.post("/signin/v1/flows/" + flow + "/totp/enrolment", {}).code(), "flow_expired");
    EXPECT_EQ(browser.enrol(flow).member("step"), "done");
    EXPECT_EQ(browser.get("/signin/v1/flows/" + flow).code(), "flow_expired") << "it has ended";
}

TEST_F(SignIn, ASessionThatWasPlantedIsReplaced) {
    browser.cookies["__Host-tilbage-session"] = std::string(43, 'a');
    browser.sign_in();
    const auto session = browser.cookies.at("__Host-tilbage-session");
    EXPECT_NE(session, std::string(43, 'a'));
    EXPECT_EQ(session.size(), 43U);
    browser.sign_in({{"prompt", "login"}});
    AdministratorBrowser other(tenant);
    other.cookies["__Host-tilbage-session"] = session;
    EXPECT_FALSE(other.begin().empty()) << "the one before has ended";
}

TEST_F(SignIn, TwoTabsSignInBesideEachOther) {
    const auto first = browser.begin();
    const auto second = browser.begin();
    EXPECT_EQ(browser.password(first).member("step"), "enrol_totp");
    EXPECT_EQ(browser.get("/signin/v1/flows/" + second).member("step"), "password");
    EXPECT_EQ(browser.enrol(first).member("step"), "done");
    EXPECT_EQ(browser.password(second).member("step"), "totp");
}

TEST_F(SignIn, CookiesAreKeptFromScriptsAndOtherSites) {
    const auto begun = browser.authorize().header("Set-Cookie");
    EXPECT_TRUE(begun.starts_with("__Host-tilbage-signin="));
    const auto done = browser.sign_in();
    int seen = 0;
    for (const auto& header : done.headers) {
        if (header.name != "Set-Cookie" && header.name != "set-cookie") continue;
        ++seen;
        for (const auto* attribute : {"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"})
            EXPECT_NE(header.value.find(attribute), std::string::npos) << header.value;
    }
    EXPECT_EQ(seen, 2);
}

TEST_F(SignIn, PostsOfOtherOriginsAndKindsAreRefused) {
    const auto flow = browser.begin();
    const json::object body{{"userName", kAdministrator}, {"password", kAdministratorPassword}};
    const auto path = "/signin/v1/flows/" + flow + "/password";
    EXPECT_EQ(browser.post(path, body, "https://evil.example").code(), "wrong_origin");
    EXPECT_EQ(browser.post(path, body, "null").code(), "wrong_origin");
    EXPECT_EQ(browser.form(path, {{"userName", kAdministrator}}).code(), "wrong_media_type");
    EXPECT_EQ(browser.post(path, {{"userName", 1}}).code(), "malformed");
    EXPECT_EQ(browser.code(flow, "123456").code(), "wrong_step");
    EXPECT_EQ(browser.post("/signin/v1/flows/" + flow + "/consent", {{"allow", true}}).code(), "wrong_step");
    EXPECT_EQ(browser.post(path, body).status, 200);
}

TEST_F(SignIn, ADeviceGetsItsTokenOnceAnAdministratorAllowsIt) {
    const auto begun = browser.form("/ex1.test/oauth2/v2.0/devicecode", {{"client_id", "tilbage-connect"}});
    ASSERT_EQ(begun.status, 200) << begun.text;
    EXPECT_EQ(begun.member("verification_uri"), tenant.url() + "/device");
    EXPECT_EQ(begun.body.at("interval").as_int64(), 5);
    const auto user_code = begun.member("user_code");
    EXPECT_EQ(user_code.size(), 9U);

    EXPECT_EQ(browser.post("/signin/v1/device", {{"userCode", "BBBB-BBBB"}}).code(), "user_code_wrong");
    EXPECT_EQ(browser.post("/signin/v1/device", {{"userCode", "x"}}).code(), "user_code_wrong");
    std::string typed = user_code;
    std::ranges::replace(typed, '-', ' ');
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto flow = browser.post("/signin/v1/device", {{"userCode", typed}}).member("flow");
    ASSERT_FALSE(flow.empty());
    EXPECT_EQ(browser.get("/signin/v1/flows/" + flow).member("client"), "tilbage-connect");
    browser.password(flow);
    const auto consent = browser.enrol(flow);
    EXPECT_EQ(consent.member("step"), "consent") << consent.text;
    EXPECT_TRUE(consent.body.at("redirectTo").is_null());
    EXPECT_EQ(browser.post("/signin/v1/flows/" + flow + "/consent", {{"allow", true}}).member("step"), "done");
    EXPECT_EQ(browser.get("/signin/v1/flows/" + flow).member("step"), "done") << "a reload shows the same";
    EXPECT_EQ(browser.post("/signin/v1/device", {{"userCode", user_code}}).code(), "user_code_wrong")
        << "it has served";

    const Fields poll{{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                      {"client_id", "tilbage-connect"},
                      {"device_code", begun.member("device_code")}};
    const auto token = browser.form("/ex1.test/oauth2/v2.0/token", poll);
    ASSERT_EQ(token.status, 200) << token.text;
    EXPECT_EQ(status_of_me(token.member("access_token")), 200);
    EXPECT_EQ(error_of(browser.form("/ex1.test/oauth2/v2.0/token", poll)), "invalid_grant");
}

TEST_F(SignIn, ADeviceWaitsIsToldToSlowDownAndHearsANo) {
    const auto begun = browser.form("/ex1.test/oauth2/v2.0/devicecode", {{"client_id", "tilbage-connect"}});
    const auto poll = [&](const std::string& device_code) {
        return error_of(
            browser.form("/ex1.test/oauth2/v2.0/token", {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                                                         {"client_id", "tilbage-connect"},
                                                         {"device_code", device_code}}));
    };
    EXPECT_EQ(poll(begun.member("device_code")), "authorization_pending");
    EXPECT_EQ(poll(begun.member("device_code")), "slow_down");
    EXPECT_EQ(poll("unknown"), "invalid_grant");
    EXPECT_EQ(error_of(browser.form("/ex1.test/oauth2/v2.0/devicecode", {{"client_id", "portal"}})), "invalid_client");

    browser.sign_in();
    const auto second = browser.form("/ex1.test/oauth2/v2.0/devicecode", {{"client_id", "tilbage-connect"}});
    const auto flow = browser.post("/signin/v1/device", {{"userCode", second.member("user_code")}}).member("flow");
    EXPECT_EQ(browser.get("/signin/v1/flows/" + flow).member("step"), "consent") << "somebody is signed in";
    EXPECT_EQ(browser.post("/signin/v1/flows/" + flow + "/consent", {{"allow", false}}).member("step"), "done");
    EXPECT_EQ(poll(second.member("device_code")), "access_denied");
}

TEST_F(SignIn, ADiscoveryDocumentSaysWhereEverythingIs) {
    const auto answer = browser.get("/EX1.test/v2.0/.well-known/openid-configuration");
    ASSERT_EQ(answer.status, 200) << answer.text;
    const auto& locales = answer.body.at("ui_locales_supported").as_array();
    EXPECT_EQ(locales.at(0), "en");
    EXPECT_NE(std::ranges::find(locales, "da"), locales.end());
    EXPECT_TRUE(answer.member("issuer").starts_with(tenant.url() + "/"));
    const auto path = answer.member("authorization_endpoint").substr(tenant.url().size());
    EXPECT_EQ(browser.get(path).header("Location"), "/signin?error=client_unknown") << "the id is an address too";
    EXPECT_EQ(browser.get("/ex9.test/v2.0/.well-known/openid-configuration").status, 404);
}

TEST_F(SignIn, WhatTheCommandLineTakesAwayIsGoneAtOnce) {
    EXPECT_EQ(command({"admin", "add", "hanne@ex1.test", "--role", "Global Administrator"}).exit_code, 0);
    const auto token = browser.new_token();
    EXPECT_EQ(status_of_me(token), 200);
    EXPECT_EQ(command({"admin", "set-roles", kAdministrator, "--role", "global reader"}).exit_code, 0);
    EXPECT_NE(command({"admin", "list"}).output.find("grete@ex1.test\tGrete Holm\tGlobal Reader\tsecond factor\n"),
              std::string::npos);
    const auto roles = browser.get("/v1.0/me/memberOf", {{"Authorization", "Bearer " + token}});
    EXPECT_NE(roles.text.find("Global Reader"), std::string::npos) << roles.text;
    EXPECT_EQ(roles.text.find("Global Administrator"), std::string::npos) << roles.text;
    EXPECT_EQ(command({"admin", "remove", kAdministrator}).exit_code, 0);
    EXPECT_EQ(status_of_me(token), 401);
    EXPECT_FALSE(browser.begin().empty()) << "the session is gone too";
}

TEST_F(SignIn, TheCommandLineSaysWhatIsWrong) {
    const auto says = [&](const std::vector<std::string>& arguments, const std::string& words) {
        const auto done = command(arguments);
        EXPECT_EQ(done.exit_code, 1) << done.output;
        EXPECT_NE(done.output.find(words), std::string::npos) << done.output;
    };
    says({"admin", "remove", kAdministrator}, "the last Global Administrator");
    says({"admin", "set-roles", kAdministrator, "--role", "Global Reader"}, "the last Global Administrator");
    says({"admin", "remove", "nobody@ex1.test"}, "there is no administrator nobody@ex1.test");
    says({"admin", "add", "GRETE@ex1.test", "--role", "Global Reader"}, "already");
    says({"admin", "add", "x@ex1.test", "--role", "King"}, "there is no role \"King\"");
    says({"admin", "add", "x", "--role", "Global Reader"}, "a user name looks like");
    says({"admin", "set-password", kAdministrator, "--password-file", password_file("short")}, "at least 12");
    says({"admin", "set-password", kAdministrator, "--password-file", "/nowhere"}, "/nowhere");
    says({"admin", "list", "--tenant", "ex9.test"}, "there is no tenant ex9.test");
}

TEST_F(SignIn, ANewPasswordAndAResetSecondFactorEndWhatTheOldOnesBegan) {
    auto token = browser.new_token();
    EXPECT_EQ(command({"admin", "set-password", kAdministrator, "--password-file", password_file()}).exit_code, 0);
    EXPECT_EQ(status_of_me(token), 401);
    EXPECT_FALSE(browser.begin().empty());
    token = browser.new_token();
    EXPECT_EQ(status_of_me(token), 200);
    EXPECT_EQ(command({"admin", "reset-second-factor", kAdministrator}).exit_code, 0);
    EXPECT_EQ(status_of_me(token), 401);
    EXPECT_EQ(browser.password(browser.begin()).member("step"), "enrol_totp");
}

TEST_F(SignIn, APasswordThatIsMadeIsPrintedOnceAndWorks) {
    const auto done = command({"admin", "set-password", kAdministrator});
    const auto at = done.output.find("password: ");
    ASSERT_NE(at, std::string::npos) << done.output;
    const auto made = done.output.substr(at + 10, done.output.find('\n', at) - at - 10);
    EXPECT_EQ(made.size(), 23U);
    EXPECT_EQ(browser.password(browser.begin(), made).status, 200);
}

TEST_F(SignIn, NoSecretIsInTheStoreOrTheLog) {
    const auto token = browser.new_token();
    const auto store =
        read_file(tenant.folder() + "/store/tenant.db") + read_file(tenant.folder() + "/store/tenant.db-wal");
    for (const auto& secret :
         {token, browser.secret, browser.cookies.at("__Host-tilbage-session"), std::string(kAdministratorPassword)}) {
        EXPECT_EQ(store.find(secret), std::string::npos);
        EXPECT_EQ(tenant.log().find(secret), std::string::npos);
    }
    EXPECT_NE(store.find("$argon2id$"), std::string::npos);
}

}  // namespace
}  // namespace tilbage::testing
