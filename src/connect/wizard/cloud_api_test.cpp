// The tenant in the wizard's API: its address, signing in there, its agents and domains.
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;

TEST_F(WizardApi, ATenantIsTriedBeforeItIsTaken) {
    start();
    EXPECT_EQ(put("/api/cloud", R"({"url": "ftp://x"})").code(), "url_wrong");
    EXPECT_EQ(put("/api/cloud", R"({"url": "https://127.0.0.1:1"})").code(), "tenant_unreachable");
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\"}").code(), "certificate_untrusted");
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\", \"caPem\": \"nonsense\"}").code(),
              "certificate_untrusted");
    EXPECT_EQ(get("/api/state").at("/cloud/url"), "");
    const auto taken = set_cloud();
    EXPECT_EQ(taken.status, 200) << taken.http.body;
    EXPECT_EQ(taken.at("/cloud/url"), json::string(tenant_.url()));
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "/\"}").status, 200) << "the authority is remembered";
    clock_.advance(std::chrono::minutes(10));
    const auto skewed = put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\"}");
    EXPECT_EQ(skewed.code(), "clock_skew");
    EXPECT_NEAR(static_cast<double>(skewed.at("/error/details/seconds").as_int64()), 600.0, 20.0);
}

TEST_F(WizardApi, SignsInThroughTheBrowserWithoutEverSeeingThePassword) {
    write_unregistered_config();
    start();
    const auto landed = sign_in_at_tenant();
    EXPECT_EQ(landed.status, 200);
    EXPECT_NE(landed.http.body.find("url=/"), std::string::npos);
    const auto state = get("/api/state");
    EXPECT_EQ(state.at("/cloud/signedIn/userPrincipalName"), "admin@ex1.test");
    EXPECT_EQ(state.at("/cloud/signedIn/tenantDomain"), "ex1.test");
    EXPECT_TRUE(state.at("/cloud/problem").is_null());
    EXPECT_EQ(state.at("/domains/0/id"), "ex1.test");
    expect_no_secret(state);
    tenant_.with([](auto& answers) {
        EXPECT_NE(answers.last_form.find("code_verifier="), std::string::npos);
        return 0;
    });
    EXPECT_TRUE(post("/api/cloud/sign-out").at("/cloud/signedIn").is_null());
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
}

TEST_F(WizardApi, TheStateOfASignInServesOnceAndCannotBeGuessed) {
    write_unregistered_config();
    start();
    const auto begun = post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}");
    const std::string url(begun.at("/authorizeUrl").as_string());
    EXPECT_NE(url.find("code_challenge_method=S256"), std::string::npos);
    EXPECT_NE(url.find("redirect_uri=http%3A%2F%2F127.0.0.1%3A"), std::string::npos) << url;
    const auto at = url.find("&state=") + 7;
    const auto state = url.substr(at, url.find('&', at) - at);
    const auto come_back = [&](const std::string& query) {
        return raw("GET /callback?" + query + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n").status;
    };
    EXPECT_EQ(come_back("code=good-code"), 403);
    EXPECT_EQ(come_back("code=good-code&state=guess"), 403);
    EXPECT_EQ(come_back("code=good-code&state=" + state), 200);
    EXPECT_EQ(come_back("code=good-code&state=" + state), 403);
}

TEST_F(WizardApi, ASignInThatTookTooLongIsRefused) {
    write_unregistered_config();
    start();
    const auto begun = post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}");
    const std::string url(begun.at("/authorizeUrl").as_string());
    const auto at = url.find("&state=") + 7;
    clock_.advance(std::chrono::minutes(11));
    const auto late = raw("GET /callback?code=good-code&state=" + url.substr(at, url.find('&', at) - at) +
                          " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    EXPECT_EQ(late.status, 403);
}

TEST_F(WizardApi, ComesBackOnlyToWhereTheBrowserIs) {
    write_unregistered_config();
    start();
    for (const char* origin : {"http://evil.example", "http://127.0.0.1:1", "https://localhost", ""})
        EXPECT_EQ(post("/api/cloud/sign-in", "{\"origin\": \"" + std::string(origin) + "\"}").code(), "malformed");
}

TEST_F(WizardApi, ARefusedSignInSaysWhy) {
    write_unregistered_config();
    start();
    tenant_.with([](auto& answers) { return answers.role = "Helpdesk Administrator"; });
    static_cast<void>(sign_in_at_tenant());
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "not_administrator");
    static_cast<void>(sign_in_at_tenant("spent-code"));
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "sign_in_expired");
    tenant_.with([](auto& answers) { return answers.role = "Global Administrator"; });
    static_cast<void>(sign_in_at_tenant(""));  // the tenant came back with an error
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "sign_in_refused");
    static_cast<void>(sign_in_at_tenant());
    EXPECT_TRUE(get("/api/state").at("/cloud/problem").is_null());
}

TEST_F(WizardApi, ADeviceCodeSignsInWithoutABrowserHere) {
    write_unregistered_config();
    start();
    const auto code = post("/api/cloud/device-code");
    EXPECT_EQ(code.at("/userCode"), "BCDF-GHJK");
    expect_no_secret(code);
    EXPECT_TRUE(get("/api/state").at("/cloud/signedIn").is_null());
    tenant_.with([](auto& answers) { return answers.device_code_is_used = true; });
    EXPECT_TRUE(eventually([&] { return get("/api/state").at("/cloud/signedIn").is_object(); }));
}

TEST_F(WizardApi, AnExpiredTokenIsToldAndTheDraftStays) {
    write_unregistered_config();
    start();
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    static_cast<void>(sign_in_at_tenant());
    clock_.advance(std::chrono::minutes(61));
    const auto state = get("/api/state");
    EXPECT_TRUE(state.at("/cloud/signedIn").is_null());
    EXPECT_EQ(state.at("/cloud/problem/code"), "sign_in_expired");
    EXPECT_EQ(state.at("/draft/features/passwordWriteback"), true);
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
}

TEST_F(WizardApi, ATokenThatTheTenantNoLongerTakesIsToldToo) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    tenant_.with([](auto& answers) { return answers.token = "access-secret-2"; });
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "sign_in_expired");
}

TEST_F(WizardApi, AGoneTenantIsToldAtEveryCallAndTheDraftStays) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    tenant_.go_away();
    EXPECT_EQ(get("/api/agents").code(), "tenant_unreachable");
    EXPECT_EQ(del("/api/agents/x").code(), "tenant_unreachable");
    EXPECT_EQ(put("/api/sign-in", R"({"domains": [{"id": "ex1.test", "signInType": "passThrough"}]})").code(),
              "tenant_unreachable");
    EXPECT_EQ(post("/api/cloud/device-code").code(), "tenant_unreachable");
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\"}").code(), "tenant_unreachable");
    EXPECT_EQ(get("/api/plan").status, 200);
    const auto state = get("/api/state");
    EXPECT_TRUE(state.at("/cloud/signedIn").is_object()) << "a line that is down ends no sign-in";
    EXPECT_EQ(state.at("/draft/features/passwordWriteback"), true);
    tenant_.come_back();
    EXPECT_EQ(get("/api/agents").status, 200);
}

TEST_F(WizardApi, ListsAndRemovesTheTenantsAgents) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    tenant_.with([](auto& answers) {
        answers.agents = {{{"id", FakeTenant::kAgentId}, {"displayName", "one"}, {"state", "connected"}}};
        return 0;
    });
    const auto agents = get("/api/agents");
    EXPECT_EQ(agents.at("/value/0/id"), FakeTenant::kAgentId);
    EXPECT_EQ(agents.at("/value/0/state"), "connected");
    EXPECT_EQ(del(std::string("/api/agents/") + FakeTenant::kAgentId).status, 204);
    EXPECT_EQ(tenant_.with([](auto& answers) { return answers.removed; }), 1);
}

TEST_F(WizardApi, ChangesTheSignInOfADomain) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    const auto changed = put("/api/sign-in", R"({"domains": [{"id": "ex1.test", "signInType": "passwordHashSync"}]})");
    EXPECT_EQ(changed.status, 200) << changed.http.body;
    EXPECT_EQ(changed.at("/domains/0/signInType"), "passwordHashSync");
    EXPECT_EQ(put("/api/sign-in", R"({"domains": [{"id": "ex1.test"}]})").code(), "malformed");
    EXPECT_EQ(put("/api/sign-in", R"({"domains": [{"id": "else.test", "signInType": "none"}]})").status, 422);
}

}  // namespace
}  // namespace tilbage::connect::wizard
