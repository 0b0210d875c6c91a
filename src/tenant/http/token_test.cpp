#include "tenant/http/token.h"

#include <gtest/gtest.h>

#include "adapters/http/url_encoding.h"
#include "crypto/jwt.h"
#include "tenant/http/testing/agent_api.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;

class TokenTest : public ::testing::Test {
protected:
    TokenTest() {
        const auto code = crypto::sha256(std::string_view("code"));
        AgentApi::must(api_.agents.add_enrolment_code(api_.tenant.id, code, api_.clock.now() + std::chrono::hours(1)));
        EXPECT_TRUE(api_.agents.enrol(code, {.id = agent_, .tenant_id = {}, .name = "a", .signing_key = api_.key.jwk()},
                                      api_.clock.now()));
    }
    std::vector<http::Parameter> form() {
        const auto now = base::to_seconds(api_.clock.now());
        const crypto::JwtClaims claims{.issuer = agent_.str(),
                                       .subject = agent_.str(),
                                       .audience = api_.base_url + "/ex1.test/oauth2/v2.0/token",
                                       .id = base::new_uuid(api_.random),
                                       .issued_at = now,
                                       .expires_at = now + 300};
        return {{"grant_type", "client_credentials"},
                {"client_id", agent_.str()},
                {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                {"client_assertion", crypto::sign_jwt(api_.key, claims).value()}};
    }
    http::Response ask(const std::vector<http::Parameter>& form, const std::string& tenant = "ex1.test") {
        http::Request request;
        request.method = "POST";
        request.path = "/" + tenant + "/oauth2/v2.0/token";
        request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        for (const auto& [name, value] : form)
            request.body += (request.body.empty() ? "" : "&") + name + "=" + http::percent_encode(value);
        return api_.call(std::move(request));
    }
    static std::string error_of(const http::Response& response) {
        return std::string(std::string_view(object_in(response).at("error").as_string()));
    }

    const core::AgentId agent_{"5f0d2c1a-0000-4000-8000-000000000001"};
    AgentApi api_;
};

TEST_F(TokenTest, AnAssertionGivesATokenThatOpensScim) {
    const auto response = ask(form());
    ASSERT_EQ(response.status, 200U) << response.content();
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
    const auto token = object_in(response);
    EXPECT_EQ(token.at("token_type").as_string(), "Bearer");
    EXPECT_EQ(token.at("expires_in").as_int64(), 600);
    http::Request request;
    request.method = "GET";
    request.path = "/scim/v2/Users";
    request.headers.push_back(
        {"Authorization", "Bearer " + std::string(std::string_view(token.at("access_token").as_string()))});
    EXPECT_EQ(api_.call(request).status, 200U);
    api_.clock.advance(std::chrono::seconds(600));
    EXPECT_EQ(api_.call(request).status, 401U);
}

TEST_F(TokenTest, AnAssertionServesOnce) {
    const auto same = form();
    EXPECT_EQ(ask(same).status, 200U);
    const auto again = ask(same);
    EXPECT_EQ(again.status, 401U);
    EXPECT_EQ(error_of(again), "invalid_client");
}

TEST_F(TokenTest, ParametersStandThereExactlyOnce) {
    for (std::size_t i = 0; i < 4; ++i) {
        auto missing = form();
        missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_EQ(error_of(ask(missing)), "invalid_request") << i;
        auto twice = form();
        twice.push_back(twice[i]);
        EXPECT_EQ(error_of(ask(twice)), "invalid_request") << i;
    }
}

TEST_F(TokenTest, OtherGrantsAreNotSupported) {
    auto other = form();
    other[0].value = "password";
    const auto response = ask(other);
    EXPECT_EQ(response.status, 400U);
    EXPECT_EQ(error_of(response), "unsupported_grant_type");
}

TEST_F(TokenTest, AnotherTenantsEndpointIsNotThisOne) {
    EXPECT_EQ(error_of(ask(form(), "ex2.test")), "invalid_client");
    EXPECT_EQ(error_of(ask(form(), "EX1.TEST")), "invalid_client") << "the audience names the address as it was called";
}

TEST_F(TokenTest, WhatIsNoFormIsAnInvalidRequest) {
    http::Request request;
    request.method = "POST";
    request.path = "/ex1.test/oauth2/v2.0/token";
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = "{}";
    EXPECT_EQ(error_of(api_.call(request)), "invalid_request");
}

}  // namespace
}  // namespace tilbage::tenant
