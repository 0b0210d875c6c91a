#include "tenant/http/scim_users.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tenant/http/testing/agent_api.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;

std::string text_of(const json::value& value) { return std::string(std::string_view(value.as_string())); }

class ScimUsersTest : public ::testing::Test {
protected:
    static std::string user(std::uint8_t number, const std::string& name) {
        core::Person person;
        person.anchor = core::SourceAnchor::from_guid(base::Bytes(16, number)).value();
        person.user_name = name + "@ex1.test";
        person.sam_account_name = name;
        return wire::encode_scim_user(person);
    }
    std::string created(std::uint8_t number, const std::string& name) {
        const auto response = api_.scim("POST", "/scim/v2/Users", user(number, name));
        EXPECT_EQ(response.status, 201U) << response.content();
        return text_of(object_in(response).at("id"));
    }
    static std::string type_of(const http::Response& response) {
        const auto error = object_in(response);
        EXPECT_EQ(error.at("status").as_string(), std::to_string(response.status));
        return error.contains("scimType") ? text_of(error.at("scimType")) : "";
    }

    AgentApi api_;
};

TEST_F(ScimUsersTest, APersonIsCreatedReadReplacedAndDeleted) {
    const auto response = api_.scim("POST", "/scim/v2/Users", user(1, "maren"));
    ASSERT_EQ(response.status, 201U) << response.content();
    EXPECT_EQ(response.content_type, "application/scim+json");
    const auto made = object_in(response);
    const std::string path = "/scim/v2/Users/" + text_of(made.at("id"));
    EXPECT_EQ(header_of(response, "Location"), "https://id.example.org" + path);
    EXPECT_EQ(header_of(response, "ETag"), text_of(made.at("meta").at("version")));
    EXPECT_EQ(api_.scim("GET", path).content(), response.content());
    const auto replaced = api_.scim("PUT", path, user(1, "maren2"));
    ASSERT_EQ(replaced.status, 200U) << replaced.content();
    EXPECT_EQ(object_in(replaced).at("userName").as_string(), "maren2@ex1.test");
    EXPECT_NE(header_of(replaced, "ETag"), header_of(response, "ETag"));
    EXPECT_EQ(api_.scim("DELETE", path).status, 204U);
    EXPECT_EQ(api_.scim("GET", path).status, 404U);
    EXPECT_EQ(api_.scim("DELETE", path).status, 404U);
}

TEST_F(ScimUsersTest, NothingWorksWithoutAValidToken) {
    for (const char* authorization : {"", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi",
                                      "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        for (const auto& [method, path] :
             std::vector<std::pair<std::string, std::string>>{{"GET", "/scim/v2/Users"},
                                                              {"POST", "/scim/v2/Users"},
                                                              {"GET", "/scim/v2/Users/1"},
                                                              {"PUT", "/scim/v2/Users/1"},
                                                              {"DELETE", "/scim/v2/Users/1"},
                                                              {"POST", "/scim/v2/Bulk"},
                                                              {"GET", "/scim/v2/ServiceProviderConfig"}}) {
            http::Request request;
            request.method = method;
            request.path = path;
            request.headers.push_back({"Authorization", authorization});
            const auto response = api_.call(request);
            EXPECT_EQ(response.status, 401U) << method << ' ' << path << ' ' << authorization;
            EXPECT_EQ(header_of(response, "WWW-Authenticate").substr(0, 6), "Bearer");
        }
    }
}

TEST_F(ScimUsersTest, AnotherTenantsAgentSeesNobodyOfThisOne) {
    const std::string path = "/scim/v2/Users/" + created(1, "maren");
    const auto as_other = [&](const std::string& method, const std::string& target, const std::string& body) {
        http::Request request;
        request.method = method;
        request.path = target;
        request.body = body;
        request.headers.push_back({"Authorization", "Bearer " + api_.token(api_.other_tenant)});
        request.headers.push_back({"Content-Type", "application/scim+json"});
        return api_.call(request);
    };
    EXPECT_EQ(as_other("GET", path, "").status, 404U);
    EXPECT_EQ(as_other("PUT", path, user(1, "thief")).status, 404U);
    EXPECT_EQ(as_other("DELETE", path, "").status, 404U);
    EXPECT_EQ(object_in(as_other("GET", "/scim/v2/Users", "")).at("totalResults").as_int64(), 0);
    EXPECT_EQ(as_other("POST", "/scim/v2/Users", user(1, "maren")).status, 201U) << "names are unique in a tenant only";
    EXPECT_EQ(api_.scim("GET", path).status, 200U);
}

TEST_F(ScimUsersTest, ListsInPages) {
    for (std::uint8_t i = 1; i <= 5; ++i) created(i, "p" + std::to_string(i));
    const auto page = object_in(api_.query({{"startIndex", "2"}, {"count", "3"}}));
    EXPECT_EQ(page.at("totalResults").as_int64(), 5);
    EXPECT_EQ(page.at("startIndex").as_int64(), 2);
    EXPECT_EQ(page.at("itemsPerPage").to_number<int>(), 3);
    EXPECT_EQ(page.at("Resources").as_array().size(), 3U);
    EXPECT_EQ(object_in(api_.query({{"startIndex", "-4"}, {"count", "-1"}})).at("Resources").as_array().size(), 0U);
    EXPECT_EQ(object_in(api_.query({{"startIndex", "6"}})).at("Resources").as_array().size(), 0U);
    EXPECT_EQ(object_in(api_.query({{"count", "100000"}})).at("Resources").as_array().size(), 5U);
    EXPECT_EQ(type_of(api_.query({{"count", "many"}})), "invalidValue");
}

TEST_F(ScimUsersTest, FiltersByAnchorAndUserName) {
    const auto id = created(1, "maren");
    created(2, "jens");
    const auto found = [&](const std::string& filter) {
        const auto list = object_in(api_.query({{"filter", filter}}));
        return list.at("totalResults").as_int64() == 1 ? text_of(list.at("Resources").at(0).at("id")) : "";
    };
    EXPECT_EQ(found("userName eq \"MAREN@ex1.test\""), id);
    EXPECT_EQ(found("externalId eq \"AQEBAQEBAQEBAQEBAQEBAQ==\""), id);
    EXPECT_EQ(found("userName eq \"maren\""), "") << "the user name and nothing else";
    EXPECT_EQ(found("externalId eq \"no anchor\""), "");
    EXPECT_EQ(type_of(api_.query({{"filter", "nobody eq \"x\""}})), "invalidFilter");
}

TEST_F(ScimUsersTest, TakenNamesConflictAndAnchorsStay) {
    created(1, "maren");
    const std::string jens = "/scim/v2/Users/" + created(2, "jens");
    const auto taken = api_.scim("POST", "/scim/v2/Users", user(3, "MAREN"));
    EXPECT_EQ(taken.status, 409U);
    EXPECT_EQ(type_of(taken), "uniqueness");
    EXPECT_EQ(api_.scim("PUT", jens, user(2, "maren")).status, 409U);
    const auto moved = api_.scim("PUT", jens, user(9, "jens"));
    EXPECT_EQ(moved.status, 400U);
    EXPECT_EQ(type_of(moved), "mutability");
}

TEST_F(ScimUsersTest, BodiesAreReadStrictly) {
    EXPECT_EQ(type_of(api_.scim("POST", "/scim/v2/Users", "{")), "invalidSyntax");
    EXPECT_EQ(type_of(api_.scim("POST", "/scim/v2/Users", "{}")), "invalidValue");
    http::Request request;
    request.method = "POST";
    request.path = "/scim/v2/Users";
    request.body = user(1, "maren");
    request.headers = {{"Authorization", "Bearer " + api_.token(api_.tenant)}, {"Content-Type", "text/plain"}};
    EXPECT_EQ(api_.call(request).status, 415U);
}

TEST_F(ScimUsersTest, ConditionsOnTheVersionHold) {
    const auto response = api_.scim("POST", "/scim/v2/Users", user(1, "maren"));
    const std::string path = "/scim/v2/Users/" + text_of(object_in(response).at("id"));
    const std::string version = header_of(response, "ETag");
    EXPECT_EQ(api_.scim("GET", path, "", {{"If-None-Match", version}}).status, 304U);
    EXPECT_EQ(api_.scim("GET", path, "", {{"If-None-Match", "W/\"other\""}}).status, 200U);
    EXPECT_EQ(api_.scim("PUT", path, user(1, "m2"), {{"If-Match", "W/\"other\""}}).status, 412U);
    EXPECT_EQ(api_.scim("PUT", path, user(1, "m2"), {{"If-Match", "W/\"other\", " + version}}).status, 200U);
    EXPECT_EQ(api_.scim("DELETE", path, "", {{"If-Match", version}}).status, 412U);
    EXPECT_EQ(api_.scim("DELETE", path, "", {{"If-Match", "*"}}).status, 204U);
}

TEST_F(ScimUsersTest, PatchIsToldNotToBeThere) {
    EXPECT_EQ(api_.scim("PATCH", "/scim/v2/Users/" + created(1, "maren"), "{}").status, 501U);
}

TEST_F(ScimUsersTest, EachChangeLeavesARecord) {
    created(1, "maren");
    const auto records = api_.audited();
    ASSERT_FALSE(records.empty());
    EXPECT_EQ(records.back().record.action, "people.provision");
    EXPECT_EQ(records.back().record.actor.substr(0, 6), "agent:");
}

TEST_F(ScimUsersTest, TheServiceTellsWhatItCanDo) {
    const auto config = object_in(api_.scim("GET", "/scim/v2/ServiceProviderConfig"));
    EXPECT_EQ(config.at("bulk").at("maxOperations").to_number<int>(), 1000);
    EXPECT_EQ(config.at("bulk").at("maxPayloadSize").to_number<int>(), 4 * 1024 * 1024);
    EXPECT_EQ(config.at("filter").at("maxResults").to_number<int>(), 1000);
    EXPECT_FALSE(config.at("patch").at("supported").as_bool());
}

}  // namespace
}  // namespace tilbage::tenant
