// People sign in to applications by way of the real tenant, over real HTTPS: the whole way, and everything that must
// not work.
#include <gtest/gtest.h>

#include "integration/tenant/application_visitor.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

struct Applications : ::testing::Test {
    ApplicationVisitor visitor_of(const RegisteredApplication& application) { return {world, application}; }
    [[nodiscard]] std::string page_error(const PageAnswer& answer) const {
        const auto location = answer.header("Location");
        return location.starts_with("/signin?") ? query_value(location, "error") : "not a page: " + location;
    }
    std::string issuer(ApplicationVisitor& visitor) {
        return visitor.browser.get("/ex1.test/v2.0/.well-known/openid-configuration").member("issuer");
    }

    TenantWorld world;
    RegisteredApplication intranet = register_application(world.tenant, "Intranet", {"--redirect-uri", kCallback});
    ApplicationVisitor visitor = visitor_of(intranet);
};

TEST_F(Applications, GetACodeAndAnIdTokenForWhoSignsIn) {
    const auto begun = visitor.authorize();
    const auto flow = ApplicationVisitor::flow_in(begun);
    ASSERT_EQ(flow.size(), 43U) << begun.header("Location");
    EXPECT_EQ(visitor.wish(flow).member("name"), "Intranet");
    EXPECT_EQ(visitor.go_on(flow).member("step"), "sign_in");
    ASSERT_EQ(visitor.sign_in().status, 200);
    const auto target = visitor.go_on(flow).member("redirectTo");
    ASSERT_TRUE(target.starts_with(std::string(kCallback) + "?code=")) << target;
    EXPECT_EQ(query_value(target, "state"), "st&te=1");
    EXPECT_EQ(query_value(target, "iss"), issuer(visitor));

    const auto tokens = visitor.exchange(ApplicationVisitor::code_in(target));
    ASSERT_EQ(tokens.status, 200) << tokens.text;
    EXPECT_EQ(tokens.header("Cache-Control"), "no-store");
    EXPECT_FALSE(tokens.body.as_object().contains("refresh_token"));
    const auto claims = verified_claims(visitor.browser, tokens.member("id_token"));
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->at("iss").as_string(), issuer(visitor));
    EXPECT_EQ(claims->at("aud").as_string(), intranet.id);
    EXPECT_EQ(claims->at("nonce").as_string(), "n0nce");
    EXPECT_EQ(claims->at("preferred_username").as_string(), "anna@ex1.test");
    EXPECT_EQ(claims->at("email").as_string(), "anna@work.example");
    EXPECT_EQ(claims->at("amr").as_array(), json::array{"pwd"});
    EXPECT_LE(claims->at("auth_time").as_int64(), claims->at("iat").as_int64());
    EXPECT_EQ(claims->at("exp").as_int64() - claims->at("iat").as_int64(), 3600);

    const auto info =
        visitor.browser.get("/ex1.test/oidc/userinfo", {{"Authorization", "Bearer " + tokens.member("access_token")}});
    ASSERT_EQ(info.status, 200) << info.text;
    EXPECT_EQ(info.member("sub"), std::string(claims->at("sub").as_string()));
    EXPECT_EQ(visitor.browser.get("/ex1.test/oidc/userinfo", {{"Authorization", "Bearer nothing"}}).status, 401);
    EXPECT_EQ(visitor.browser.get("/ex1.test/oidc/userinfo").status, 401);
}

TEST_F(Applications, AreToldOnAPageWhenClientOrAddressIsWrong) {
    EXPECT_EQ(page_error(visitor.authorize({{"client_id", "nobody"}})), "client_unknown");
    EXPECT_EQ(page_error(visitor.authorize({}, "nowhere.test")), "tenant_unknown");
    for (const auto* wrong : {"https://evil.example/callback", "https://app.example.test/callback#x",
                              "https://app.example.test/callback/", "https://app.example.test/callback?x=1", ""})
        EXPECT_EQ(page_error(visitor.authorize({{"redirect_uri", wrong}})), "redirect_wrong") << wrong;
    const auto twice =
        visitor.browser.get("/ex1.test/oauth2/v2.0/authorize?client_id=" + intranet.id + "&client_id=" + intranet.id);
    EXPECT_EQ(page_error(twice), "client_unknown");
}

TEST_F(Applications, AreToldWhatIsWrongWithTheirRequest) {
    const struct {
        Fields instead;
        const char* error;
    } rows[] = {
        {{{"response_type", "token"}}, "unsupported_response_type"},
        {{{"response_type", ""}}, "invalid_request"},
        {{{"scope", "profile"}}, "invalid_scope"},
        {{{"response_mode", "fragment"}}, "invalid_request"},
        {{{"code_challenge_method", "plain"}}, "invalid_request"},
        {{{"code_challenge", "short"}}, "invalid_request"},
        {{{"code_challenge", ""}, {"code_challenge_method", ""}, {"nonce", ""}}, "invalid_request"},
        {{{"prompt", "none login"}}, "invalid_request"},
        {{{"prompt", "create"}}, "invalid_request"},
        {{{"max_age", "-1"}}, "invalid_request"},
        {{{"request", "eyJhbGciOiJub25lIn0.e30."}}, "request_not_supported"},
        {{{"request_uri", "https://evil.example/r"}}, "request_uri_not_supported"},
    };
    for (const auto& [instead, error] : rows) {
        const auto location = visitor.authorize(instead).header("Location");
        EXPECT_TRUE(location.starts_with(std::string(kCallback) + "?error=")) << location;
        EXPECT_EQ(ApplicationVisitor::error_in(location), error) << instead.front().first;
        EXPECT_EQ(query_value(location, "state"), "st&te=1");
        EXPECT_FALSE(query_value(location, "iss").empty());
    }
    const auto twice = visitor.browser.get("/ex1.test/oauth2/v2.0/authorize?client_id=" + intranet.id +
                                           "&redirect_uri=https%3A%2F%2Fapp.example.test%2Fcallback&state=a&state=b");
    EXPECT_EQ(ApplicationVisitor::error_in(twice.header("Location")), "invalid_request");
}

TEST_F(Applications, TellWithoutAPageWhetherSomebodyIsSignedIn) {
    EXPECT_EQ(ApplicationVisitor::error_in(visitor.arrive({{"prompt", "none"}})), "login_required");
    ASSERT_FALSE(ApplicationVisitor::code_in(visitor.arrive()).empty());
    EXPECT_FALSE(ApplicationVisitor::code_in(visitor.arrive({{"prompt", "none"}})).empty());
    EXPECT_EQ(ApplicationVisitor::error_in(visitor.arrive({{"prompt", "none"}, {"login_hint", "bent@ex1.test"}})),
              "login_required");
    EXPECT_EQ(ApplicationVisitor::error_in(visitor.arrive({{"prompt", "none"}, {"max_age", "0"}})), "login_required");
}

TEST_F(Applications, DoNotAskAgainForWhoIsSignedInUnlessTheyWantTo) {
    ASSERT_FALSE(ApplicationVisitor::code_in(visitor.arrive()).empty());
    EXPECT_EQ(visitor.go_on(ApplicationVisitor::flow_in(visitor.authorize())).member("step"), "done");
    for (const auto& asks : {Fields{{"prompt", "login"}}, Fields{{"prompt", "select_account"}},
                             Fields{{"max_age", "0"}}, Fields{{"login_hint", "bent@ex1.test"}}}) {
        const auto flow = ApplicationVisitor::flow_in(visitor.authorize(asks));
        EXPECT_EQ(visitor.go_on(flow).member("step"), "sign_in") << asks.front().first;
        ASSERT_EQ(visitor.sign_in().status, 200);
        EXPECT_EQ(visitor.go_on(flow).member("step"), "done") << asks.front().first;
    }
}

TEST_F(Applications, WaitUntilAnExpiredPasswordIsChanged) {
    const auto flow = ApplicationVisitor::flow_in(visitor.authorize());
    EXPECT_EQ(visitor.sign_in(core::Reason::password_expired).member("step"), "change_password");
    EXPECT_EQ(visitor.go_on(flow).member("step"), "account");
    EXPECT_EQ(ApplicationVisitor::error_in(visitor.arrive({{"prompt", "none"}})), "interaction_required");
}

TEST_F(Applications, BelongToTheBrowserThatBeganAndServeOnce) {
    const auto flow = ApplicationVisitor::flow_in(visitor.authorize());
    auto other = visitor_of(intranet);
    EXPECT_EQ(other.wish(flow).code(), "request_expired");
    EXPECT_EQ(other.go_on(flow).code(), "request_expired");
    ASSERT_EQ(visitor.sign_in().status, 200);
    EXPECT_EQ(visitor.browser.post("/account/v1/applications/" + flow, {}, "https://evil.example").code(),
              "wrong_origin");
    EXPECT_EQ(visitor.go_on(flow).member("step"), "done");
    EXPECT_EQ(visitor.go_on(flow).code(), "request_expired");
}

TEST_F(Applications, UseACodeOnce) {
    const auto code = ApplicationVisitor::code_in(visitor.arrive({{"scope", "openid offline_access"}}));
    const auto tokens = visitor.exchange(code);
    ASSERT_EQ(tokens.status, 200) << tokens.text;
    EXPECT_EQ(visitor.exchange(code).member("error"), "invalid_grant");
    EXPECT_EQ(visitor.refresh(tokens.member("refresh_token")).member("error"), "invalid_grant")
        << "what the code gave is revoked";
    EXPECT_EQ(
        visitor.browser.get("/ex1.test/oidc/userinfo", {{"Authorization", "Bearer " + tokens.member("access_token")}})
            .status,
        401);
}

TEST_F(Applications, GetNothingForACodeThatIsNotTheirsOrNotProven) {
    auto other = visitor_of(register_application(world.tenant, "Other", {"--redirect-uri", kCallback}));
    EXPECT_EQ(other.exchange(ApplicationVisitor::code_in(visitor.arrive())).member("error"), "invalid_grant");

    const auto fresh = [&](const Fields& instead = {}) { return ApplicationVisitor::code_in(visitor.arrive(instead)); };
    EXPECT_EQ(visitor.exchange(fresh(), {{"redirect_uri", "https://evil.example/"}}).member("error"), "invalid_grant");
    EXPECT_EQ(visitor.exchange(fresh(), {{"code_verifier", std::string(43, 'a')}}).member("error"), "invalid_grant");
    EXPECT_EQ(visitor.exchange(fresh(), {{"code_verifier", ""}}).member("error"), "invalid_grant");
    const Fields without{{"code_challenge", ""}, {"code_challenge_method", ""}};
    EXPECT_EQ(visitor.exchange(fresh(without)).member("error"), "invalid_grant") << "the challenge was taken away";
    EXPECT_EQ(visitor.exchange(fresh(without), {{"code_verifier", ""}}).status, 200) << "a nonce is enough here";
    EXPECT_EQ(visitor.exchange("nothing").member("error"), "invalid_grant");
    EXPECT_EQ(visitor.exchange(fresh(), {{"code", ""}}).member("error"), "invalid_request");
}

TEST_F(Applications, ProveThemselvesInOneWay) {
    const auto code = ApplicationVisitor::code_in(visitor.arrive());
    EXPECT_EQ(visitor.exchange(code, {{"client_secret", "wrong"}}).status, 401);
    EXPECT_EQ(visitor.exchange(code, {{"client_secret", ""}}).member("error"), "invalid_client");
    EXPECT_EQ(visitor.exchange(code, {{"client_id", "nobody"}}).member("error"), "invalid_client");
    EXPECT_EQ(visitor
                  .exchange(code, {{"client_secret", ""},
                                   {"client_assertion", "eyJhbGciOiJub25lIn0.e30."},
                                   {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}})
                  .member("error"),
              "invalid_client");
    EXPECT_EQ(visitor.exchange(code).status, 200) << "a wrong application does not use the code up";
}

TEST_F(Applications, AreSlowedDownWhenTheyGuessTheirSecret) {
    for (int i = 0; i < 30; ++i) EXPECT_EQ(visitor.exchange("x", {{"client_secret", "wrong"}}).status, 401);
    const auto refused = visitor.exchange("x", {{"client_secret", "wrong"}});
    EXPECT_EQ(refused.status, 429);
    EXPECT_FALSE(refused.header("Retry-After").empty());
}

TEST_F(Applications, RotateRefreshTokensAndLoseAllOfThemOnReuse) {
    const auto first =
        visitor.exchange(ApplicationVisitor::code_in(visitor.arrive({{"scope", "openid offline_access"}})));
    const auto second = visitor.refresh(first.member("refresh_token"));
    ASSERT_EQ(second.status, 200) << second.text;
    EXPECT_FALSE(verified_claims(visitor.browser, second.member("id_token"))->contains("nonce"));
    auto other = visitor_of(register_application(world.tenant, "Other", {"--redirect-uri", kCallback}));
    const auto third = visitor.refresh(second.member("refresh_token"));
    ASSERT_EQ(third.status, 200);
    EXPECT_EQ(visitor.refresh(first.member("refresh_token")).member("error"), "invalid_grant") << "used before";
    EXPECT_EQ(visitor.refresh(third.member("refresh_token")).member("error"), "invalid_grant") << "its family is gone";

    const auto again =
        visitor.exchange(ApplicationVisitor::code_in(visitor.arrive({{"scope", "openid offline_access"}})));
    EXPECT_EQ(other.refresh(again.member("refresh_token")).member("error"), "invalid_grant") << "another's";
}

TEST_F(Applications, SignPeopleOutAndSendThemOnlyWhereTheyMay) {
    const std::string bye = "https://app.example.test/bye";
    const auto wiki = register_application(world.tenant, "Wiki", {"--redirect-uri", kCallback, "--sign-out-uri", bye});
    auto at_wiki = visitor_of(wiki);
    auto& browser = at_wiki.browser;
    const auto hint = at_wiki.exchange(ApplicationVisitor::code_in(at_wiki.arrive())).member("id_token");
    const auto ask = [&](const std::string& query) {
        return browser.get("/ex1.test/oauth2/v2.0/logout?" + query).header("Location");
    };
    const auto flow_of = [](const std::string& location) {
        const std::string marker = "#sign-out=";
        const auto at = location.find(marker);
        return at == std::string::npos ? location : location.substr(at + marker.size());
    };
    const auto back = "post_logout_redirect_uri=https%3A%2F%2Fapp.example.test%2Fbye&state=s%261";
    EXPECT_EQ(ask(back), "/signin?error=redirect_wrong") << "nobody says whose it is";
    EXPECT_EQ(ask("id_token_hint=" + hint + "&post_logout_redirect_uri=https%3A%2F%2Fevil.example"),
              "/signin?error=redirect_wrong");
    EXPECT_EQ(ask("client_id=" + intranet.id + "&" + back), "/signin?error=redirect_wrong") << "another's address";
    EXPECT_EQ(ask("client_id=" + intranet.id + "&id_token_hint=" + hint), "/signin?error=client_unknown");

    const auto asked = flow_of(ask("client_id=" + wiki.id + "&" + back));
    EXPECT_TRUE(browser.get("/account/v1/sign-outs/" + asked).body.at("ask").as_bool());
    const auto forged = flow_of(ask("client_id=" + wiki.id + "&id_token_hint=" + hint + "x"));
    EXPECT_TRUE(browser.get("/account/v1/sign-outs/" + forged).body.at("ask").as_bool()) << "no hint of ours";
    auto stranger = visitor_of(wiki);
    EXPECT_EQ(stranger.browser.post("/account/v1/sign-outs/" + asked, {}).code(), "request_expired");
    EXPECT_EQ(browser.post("/account/v1/sign-outs/" + asked, {}, "https://evil.example").code(), "wrong_origin");

    const auto shown = flow_of(ask(std::string(back) + "&id_token_hint=" + hint));
    const auto wish = browser.get("/account/v1/sign-outs/" + shown);
    EXPECT_FALSE(wish.body.at("ask").as_bool()) << "the application has shown whom it means";
    EXPECT_EQ(wish.member("name"), "Wiki");
    EXPECT_EQ(browser.get("/account/v1/session").status, 200);
    EXPECT_EQ(browser.post("/account/v1/sign-outs/" + shown, {}).member("redirectTo"), bye + "?state=s%261");
    EXPECT_EQ(browser.get("/account/v1/session").status, 401);
    EXPECT_EQ(browser.post("/account/v1/sign-outs/" + shown, {}).code(), "request_expired");
}

TEST_F(Applications, AreForTheMembersOfTheirGroupsAlone) {
    namespace json = boost::json;
    const auto group =
        PersonAtPage(world.tenant)
            .call("POST", "/scim/v2/Groups",
                  R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Wiki readers"})",
                  {{"Authorization", "Bearer " + world.agent->new_token()}, {"Content-Type", "application/scim+json"}});
    ASSERT_EQ(group.status, 201) << group.text;
    auto readers = visitor_of(register_application(
        world.tenant, "Wiki", {"--redirect-uri", kCallback, "--group", "Wiki readers", "--tell-groups", "1"}));
    const auto refused = readers.arrive();
    EXPECT_EQ(ApplicationVisitor::error_in(refused), "access_denied") << refused;

    const auto anna = visitor.exchange(ApplicationVisitor::code_in(visitor.arrive()));
    const auto id = std::string(verified_claims(visitor.browser, anna.member("id_token"))->at("sub").as_string());
    const auto members = [&](const char* operation) {
        const json::object body{
            {"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}},
            {"Operations", {{{"op", operation}, {"path", "members"}, {"value", {{{"value", id}, {"type", "User"}}}}}}}};
        return PersonAtPage(world.tenant)
            .call("PATCH", "/scim/v2/Groups/" + group.member("id"), json::serialize(body),
                  {{"Authorization", "Bearer " + world.agent->new_token()}, {"Content-Type", "application/scim+json"}})
            .status;
    };
    ASSERT_EQ(members("add"), 204);
    const auto tokens =
        readers.exchange(ApplicationVisitor::code_in(readers.arrive({{"scope", "openid offline_access"}})));
    ASSERT_EQ(tokens.status, 200) << tokens.text;
    EXPECT_EQ(verified_claims(readers.browser, tokens.member("id_token"))->at("groups").as_array(),
              json::array{json::string(group.member("id"))});
    const json::object nobody{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}},
                              {"Operations", {{{"op", "remove"}, {"path", "members"}}}}};
    ASSERT_EQ(
        PersonAtPage(world.tenant)
            .call("PATCH", "/scim/v2/Groups/" + group.member("id"), json::serialize(nobody),
                  {{"Authorization", "Bearer " + world.agent->new_token()}, {"Content-Type", "application/scim+json"}})
            .status,
        204);
    EXPECT_EQ(readers.refresh(tokens.member("refresh_token")).member("error"), "invalid_grant") << "not a member now";
}

TEST_F(Applications, GetNoMoreTokensForSomebodyWhoIsDisabled) {
    const auto tokens =
        visitor.exchange(ApplicationVisitor::code_in(visitor.arrive({{"scope", "openid offline_access"}})));
    const auto id = std::string(verified_claims(visitor.browser, tokens.member("id_token"))->at("sub").as_string());
    const json::object off{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}},
                           {"Operations", {{{"op", "replace"}, {"path", "active"}, {"value", false}}}}};
    ASSERT_EQ(
        PersonAtPage(world.tenant)
            .call("PATCH", "/scim/v2/Users/" + id, json::serialize(off),
                  {{"Authorization", "Bearer " + world.agent->new_token()}, {"Content-Type", "application/scim+json"}})
            .status,
        200);
    EXPECT_EQ(visitor.refresh(tokens.member("refresh_token")).member("error"), "invalid_grant");
    EXPECT_EQ(
        visitor.browser.get("/ex1.test/oidc/userinfo", {{"Authorization", "Bearer " + tokens.member("access_token")}})
            .status,
        401);
}

TEST_F(Applications, MayRunInABrowserAndFetchTheirTokensThemselves) {
    auto page = visitor_of(register_application(world.tenant, "Map", {"--public", "--redirect-uri", kCallback}));
    EXPECT_TRUE(page.application.secret.empty());
    EXPECT_EQ(ApplicationVisitor::error_in(
                  page.authorize({{"code_challenge", ""}, {"code_challenge_method", ""}}).header("Location")),
              "invalid_request")
        << "nobody but the verifier proves whose code it is";
    const auto code = ApplicationVisitor::code_in(page.arrive());
    EXPECT_EQ(page.exchange(code, {{"client_secret", "x"}}).member("error"), "invalid_client");
    const auto tokens = page.exchange(code);
    ASSERT_EQ(tokens.status, 200) << tokens.text;
    EXPECT_EQ(tokens.header("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(tokens.header("Access-Control-Allow-Credentials"), "");
    EXPECT_EQ(PersonAtPage(world.tenant).call("OPTIONS", "/ex1.test/oauth2/v2.0/token").status, 204);
    EXPECT_EQ(page.browser.get("/ex1.test/oauth2/v2.0/authorize").header("Access-Control-Allow-Origin"), "");
}

TEST_F(Applications, GetTheirAnswerAsAForm) {
    const auto target = visitor.arrive({{"response_mode", "form_post"}, {"state", "\"><script>alert(1)</script>"}});
    ASSERT_TRUE(target.starts_with("/account/answer?sealed=")) << target;
    const auto page = visitor.browser.get(target);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.header("Content-Security-Policy").find("form-action https://app.example.test;"), std::string::npos);
    EXPECT_NE(page.text.find("action=\"https://app.example.test/callback\""), std::string::npos);
    EXPECT_EQ(page.text.find("<script>alert"), std::string::npos) << page.text;
    EXPECT_EQ(visitor.browser.get(target + "x").status, 400);
    EXPECT_EQ(visitor.browser.get("/account/answer").status, 400);
}

TEST_F(Applications, KeepNoSecretInTheStoreOrTheLog) {
    const auto code = ApplicationVisitor::code_in(visitor.arrive({{"scope", "openid offline_access"}}));
    const auto tokens = visitor.exchange(code);
    ASSERT_EQ(tokens.status, 200);
    const auto store = read_file(world.tenant.folder() + "/store/tenant.db") +
                       read_file(world.tenant.folder() + "/store/tenant.db-wal");
    ASSERT_NE(store.find(intranet.id), std::string::npos) << "this is where it is kept";
    for (const auto& secret : {intranet.secret, code, tokens.member("access_token"), tokens.member("refresh_token"),
                               tokens.member("id_token"), std::string("PRIVATE KEY")}) {
        EXPECT_EQ(store.find(secret), std::string::npos);
        EXPECT_EQ(world.tenant.log().find(secret), std::string::npos);
    }
}

TEST_F(Applications, KeepTheAdministratorsProgramsApart) {
    EXPECT_EQ(visitor.exchange("x", {{"client_id", "portal"}, {"client_secret", ""}}).member("error"), "invalid_grant");
    const auto begun = visitor.authorize({{"client_id", "portal"}});
    EXPECT_EQ(page_error(begun), "redirect_wrong");
    EXPECT_EQ(visitor.refresh("x", {{"client_id", "portal"}, {"client_secret", ""}}).member("error"), "invalid_client");
}

}  // namespace
}  // namespace tilbage::testing
