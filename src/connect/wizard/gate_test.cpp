// Every refusal of docs/protocol.md §10, over real loopback HTTP.
#include "connect/wizard/gate.h"

#include <gtest/gtest.h>

#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

class WizardGate : public WizardTest {
protected:
    void SetUp() override {
        WizardTest::SetUp();
        start();
    }
    [[nodiscard]] Answer ask(const std::string& target, const std::string& headers,
                             const std::string& method = "GET") const {
        return raw(method + " " + target + " HTTP/1.1\r\n" + headers + "\r\n");
    }
    [[nodiscard]] std::string own_host() const { return "Host: " + host() + "\r\n"; }
    [[nodiscard]] std::string own_cookie() const { return "Cookie: " + cookie_ + "\r\n"; }
};

TEST_F(WizardGate, AOneTimeAddressLetsABrowserInOnce) {
    const auto address = path_of(wizard_->new_address());
    const auto first = ask(address, own_host());
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(first.http.header("location"), "/");
    const auto cookie = first.http.header("set-cookie");
    EXPECT_NE(cookie.find("HttpOnly; SameSite=Strict"), std::string::npos) << cookie;
    EXPECT_EQ(cookie.find("Domain"), std::string::npos);
    const auto second = ask(address, own_host());
    EXPECT_EQ(second.status, 403);
    EXPECT_NE(second.http.body.find("has been used"), std::string::npos);
    EXPECT_EQ(ask(address, own_host() + own_cookie()).status, 303) << "who is in already stays in";
}

TEST_F(WizardGate, ALinkOnAnotherSitesPageLeadsInByAPageOfOurs) {
    const auto answer = ask(path_of(wizard_->new_address()), own_host() + "Sec-Fetch-Site: cross-site\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.http.body.find("url=/"), std::string::npos);
    EXPECT_NE(answer.http.header("set-cookie"), "");
}

TEST_F(WizardGate, WithoutTheCookieEverythingIsRefused) {
    for (const char* target : {"/", "/api/state", "/assets/app-3fK9x2Qa.js", "/nowhere", "/?code=", "/?code=guess"}) {
        const auto name = "Cookie: tilbage-wizard-" + std::to_string(wizard_->port());
        for (const std::string& cookie : std::vector<std::string>{"", name + "=\r\n", name + "=guess\r\n"})
            EXPECT_EQ(ask(target, own_host() + cookie).status, 403) << target << " " << cookie;
    }
    const auto page = ask("/", own_host());
    EXPECT_NE(page.http.body.find("tilbage-connect wizard"), std::string::npos);
    EXPECT_NE(page.http.body.find("lang=\"en\""), std::string::npos);
    EXPECT_EQ(ask("/api/state", own_host()).code(), "session_missing");
}

TEST_F(WizardGate, TheRefusalIsInDanishForWhoReadsDanish) {
    const auto by_browser = ask("/", own_host() + "Accept-Language: da-DK,da;q=0.9,en;q=0.8\r\n");
    EXPECT_NE(by_browser.http.body.find("<html lang=\"da\">"), std::string::npos);
    EXPECT_NE(by_browser.http.body.find("engangsadresse"), std::string::npos);
    EXPECT_NE(ask("/?mkt=da-DK", own_host()).http.body.find("engangsadresse"), std::string::npos);
    const auto german = ask("/", own_host() + "Accept-Language: de, en\r\n");
    EXPECT_NE(german.http.body.find("one-time address"), std::string::npos);
    EXPECT_NE(ask("/?mkt=xx", own_host() + "Accept-Language: da\r\n").http.body.find("one-time address"),
              std::string::npos);
}

TEST_F(WizardGate, ARefusalsWordsAreTextAndItsLinkIsALink) {
    const auto refused = ask("/callback?code=x&state=guess", own_host() + "Accept-Language: da\r\n");
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.http.body.find("<a href=\"/\">Gå tilbage til guiden</a>, og log på igen."), std::string::npos)
        << refused.http.body;
    const auto elsewhere = ask("/", "Host: evil.example\r\n");
    EXPECT_NE(elsewhere.http.body.find("Open it as <code>127.0.0.1</code> or <code>localhost</code>, with the address "
                                       "that <code>tilbage-connect wizard</code> prints"),
              std::string::npos)
        << elsewhere.http.body;
}

TEST_F(WizardGate, AOneTimeAddressKeepsALanguageThatThereIs) {
    for (const auto& [mkt, location] : {std::pair("da-DK", "/?mkt=da-DK"), std::pair("en-US", "/?mkt=en-US"),
                                        std::pair("xx", "/"), std::pair("da-DK%0d%0aX:%20y", "/")}) {
        const auto answer = ask(path_of(wizard_->new_address()) + "&mkt=" + mkt, own_host());
        EXPECT_EQ(answer.status, 303) << mkt;
        EXPECT_EQ(answer.http.header("location"), location);
    }
}

TEST_F(WizardGate, ANameThatIsNotLoopbackIsRefusedThoughTheCookieIsRight) {
    const auto port = std::to_string(wizard_->port());
    for (const std::string& name :
         std::vector<std::string>{"evil.example:" + port, "127.0.0.1.evil.example:" + port, "192.0.2.1",
                                  "localhost.evil:" + port, "127.0.0.1:x", "", "[::2]:" + port}) {
        const auto answer = ask("/api/state", "Host: " + name + "\r\n" + own_cookie());
        EXPECT_TRUE(answer.status == 403 || answer.status == 400) << name << " " << answer.status;
        if (answer.status == 403) {
            EXPECT_EQ(answer.code(), "wrong_host") << name;
        }
        EXPECT_NE(ask(path_of(wizard_->new_address()), "Host: " + name + "\r\n").status, 303) << name;
    }
}

TEST_F(WizardGate, ATunnelsNameAndPortAreAllowed) {
    for (const char* name : {"localhost:8443", "LOCALHOST:1", "127.0.0.1:9", "[::1]:4711", "127.0.0.1", "[::1]"}) {
        const auto host_line = std::string("Host: ") + name + "\r\n";
        const auto cookie = ask(path_of(wizard_->new_address()), host_line).http.header("set-cookie");
        EXPECT_EQ(ask("/api/state", host_line + "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n").status, 200)
            << name << " " << cookie;
    }
}

TEST_F(WizardGate, TwoWizardsBehindTwoTunnelsLeaveEachOthersBrowserIn) {
    const auto enter = [&](const std::string& name) {
        return ask(path_of(wizard_->new_address()), "Host: " + name + "\r\n").http.header("set-cookie");
    };
    const auto one = enter("127.0.0.1:9001");
    const auto other = enter("127.0.0.1:9002");
    EXPECT_NE(one.substr(0, one.find('=')), other.substr(0, other.find('='))) << one << other;
}

TEST_F(WizardGate, AnotherOriginIsRefused) {
    for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:1", "http://localhost"}) {
        const auto answer =
            ask("/api/exit",
                own_host() + own_cookie() + "X-Tilbage-Wizard: 1\r\nOrigin: " + origin + "\r\nContent-Length: 0\r\n",
                "POST");
        EXPECT_EQ(answer.status, 403) << origin;
        EXPECT_EQ(answer.code(), "wrong_origin") << origin;
    }
    EXPECT_FALSE(wizard_->is_over());
}

TEST_F(WizardGate, AnotherPageOfThisMachineMayNotCallTheApi) {
    for (const char* site : {"cross-site", "same-site"}) {
        const auto answer =
            ask("/api/state", own_host() + own_cookie() + "Sec-Fetch-Site: " + std::string(site) + "\r\n");
        EXPECT_EQ(answer.status, 403) << site;
    }
    EXPECT_EQ(ask("/api/state", own_host() + own_cookie() + "Sec-Fetch-Site: same-origin\r\n").status, 200);
}

TEST_F(WizardGate, ACallThatChangesSomethingNeedsTheHeader) {
    for (const char* header : {"", "X-Tilbage-Wizard: 0\r\n"}) {
        const auto answer = ask("/api/exit", own_host() + own_cookie() + header + "Content-Length: 0\r\n", "POST");
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.code(), "header_missing");
    }
    EXPECT_FALSE(wizard_->is_over());
}

TEST_F(WizardGate, EveryAnswerHasTheSecurityHeaders) {
    for (const auto& answer : {get("/"), get("/api/state"), get("/api/nothing"), ask("/", own_host())}) {
        const auto policy = answer.http.header("content-security-policy");
        EXPECT_NE(policy.find("default-src 'self'"), std::string::npos) << policy;
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << policy;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
        EXPECT_EQ(answer.http.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(answer.http.header("x-frame-options"), "DENY");
        EXPECT_EQ(answer.http.header("referrer-policy"), "no-referrer");
        EXPECT_EQ(answer.http.header("cross-origin-resource-policy"), "same-origin");
        EXPECT_EQ(answer.http.header("access-control-allow-origin"), "");
        EXPECT_EQ(answer.http.header("cache-control"), "no-store");
    }
}

TEST_F(WizardGate, ThePageGetsANonceOfItsOwnEachTime) {
    const auto first = get("/");
    const auto second = get("/");
    EXPECT_EQ(first.status, 200);
    EXPECT_NE(first.http.header("content-security-policy").find("'nonce-"), std::string::npos);
    EXPECT_NE(first.http.header("content-security-policy"), second.http.header("content-security-policy"));
    EXPECT_EQ(first.http.body.find("__NONCE__"), std::string::npos);
    EXPECT_EQ(get("/assets/app-3fK9x2Qa.js").http.body, "1");
    EXPECT_EQ(get("/index.html").status, 404) << "it would come without a nonce";
    EXPECT_EQ(get("/../connect.toml").status, 404);
}

TEST_F(WizardGate, ExitEndsIt) {
    EXPECT_EQ(post("/api/exit").status, 204);
    EXPECT_TRUE(wizard_->is_over());
    const auto port = wizard_->port();
    wizard_.reset();
    EXPECT_THROW(static_cast<void>(tilbage::testing::Connection::connect(port)), std::runtime_error);
}

TEST_F(WizardGate, HalfAnHourWithoutACallEndsItAndACallPutsItOff) {
    clock_.advance(std::chrono::minutes(29));
    EXPECT_EQ(get("/api/state").status, 200);
    clock_.advance(std::chrono::minutes(29));
    EXPECT_EQ(ask("/api/state", own_host()).status, 403);
    EXPECT_FALSE(wizard_->is_over());
    clock_.advance(std::chrono::minutes(1));
    EXPECT_TRUE(wizard_->is_over()) << "a refused call is none";
}

TEST_F(WizardGate, WhatTheServerItselfRefusesHasTheSameShape) {
    const auto answer =
        raw("POST /api/configure HTTP/1.1\r\n" + own_host() + own_cookie() + "Content-Length: 99999999\r\n\r\n");
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.code(), "too_large");
    EXPECT_EQ(answer.http.header("x-frame-options"), "DENY");
}

}  // namespace
}  // namespace tilbage::connect::wizard
