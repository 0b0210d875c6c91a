#include "tenant/http/enroll.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tenant/http/testing/agent_api.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;

class EnrollTest : public ::testing::Test {
protected:
    http::Response enroll(const json::object& body, const std::string& address = "192.0.2.7") {
        http::Request request;
        request.method = "POST";
        request.path = "/connect/v1/enroll";
        request.peer_address = address;
        request.headers.push_back({"Content-Type", "application/json"});
        request.body = json::serialize(body);
        return api_.call(std::move(request));
    }
    json::object body() {
        const auto jwk = api_.key.jwk();
        return {{"code", make_enrolment_code(*api_.database, api_.tenant, api_.clock, api_.random).value()},
                {"name", "connect1"},
                {"signing_key", {{"kty", "EC"}, {"crv", "P-256"}, {"x", jwk.x}, {"y", jwk.y}}}};
    }
    std::string code_of(const http::Response& response) {
        return std::string(std::string_view(object_in(response).at("error").at("code").as_string()));
    }

    AgentApi api_;
};

TEST_F(EnrollTest, ACodeFromTheCommandLineMakesAnAgent) {
    const auto response = enroll(body());
    ASSERT_EQ(response.status, 201U) << response.content();
    const auto made = object_in(response);
    EXPECT_EQ(made.at("tenant_id").as_string(), api_.tenant.id.str());
    EXPECT_EQ(made.at("tenant").as_string(), "ex1.test");
    const core::AgentId id(std::string(std::string_view(made.at("agent_id").as_string())));
    EXPECT_EQ(api_.agents.find(id).value()->name, "connect1");
    EXPECT_EQ(api_.audited().back().record.action, "agent.enrol");
}

TEST_F(EnrollTest, ACodeServesOnce) {
    const auto same = body();
    EXPECT_EQ(enroll(same).status, 201U);
    EXPECT_EQ(code_of(enroll(same)), "code_wrong");
}

TEST_F(EnrollTest, TenWrongCodesCloseTheDoorForThatNetwork) {
    auto wrong = body();
    wrong["code"] = "0000-0000-0000-0000";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(enroll(wrong).status, 422U);
    const auto blocked = enroll(body(), "192.0.2.200");
    EXPECT_EQ(blocked.status, 429U) << "the same /24";
    EXPECT_EQ(code_of(blocked), "too_many_attempts");
    EXPECT_EQ(header_of(blocked, "Retry-After"), "3600");
    EXPECT_EQ(enroll(body(), "198.51.100.1").status, 201U);
}

TEST_F(EnrollTest, WhatCannotBeAKeyOrANameIsMalformed) {
    const auto refused_with = [&](std::string_view member, const json::value& value) {
        auto bad = body();
        bad[member] = value;
        return enroll(bad).status == 400;
    };
    EXPECT_TRUE(refused_with("name", ""));
    EXPECT_TRUE(refused_with("name", 7));
    EXPECT_TRUE(refused_with("code", nullptr));
    EXPECT_TRUE(refused_with("signing_key", "x"));
    EXPECT_TRUE(refused_with("signing_key", json::object{{"kty", "EC"}, {"crv", "P-256"}, {"x", "AA"}, {"y", "AA"}}));
    auto with_private_half = body();
    with_private_half["signing_key"].as_object()["d"] = "secret";
    EXPECT_EQ(enroll(with_private_half).status, 400U);
}

TEST_F(EnrollTest, OnlyJsonIsRead) {
    http::Request request;
    request.method = "POST";
    request.path = "/connect/v1/enroll";
    request.body = "code=1";
    EXPECT_EQ(api_.call(request).status, 415U);
    request.headers.push_back({"Content-Type", "application/json"});
    EXPECT_EQ(api_.call(request).status, 400U);
}

}  // namespace
}  // namespace tilbage::tenant
