// Administrators register applications over the Graph-shaped API.
#include <gtest/gtest.h>

#include "integration/tenant/application_visitor.h"
#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

struct GraphApplications : ::testing::Test, GraphWorld {
    const std::string all = "/v1.0/applications";
    std::string add() {
        const auto made =
            call(kGlobal, "POST", all, {{"displayName", "Intranet"}, {"web", {{"redirectUris", {kCallback}}}}});
        EXPECT_EQ(made.status, 201) << made.text;
        return made.member("id");
    }
    std::string secret_of(const std::string& id) {
        const auto made = call(kGlobal, "POST", all + "/" + id + "/addPassword",
                               {{"passwordCredential", {{"displayName", "first"}}}});
        EXPECT_EQ(made.status, 200) << made.text;
        return made.member("secretText");
    }
};

TEST_F(GraphApplications, AreRegisteredAndWork) {
    const auto id = add();
    ApplicationVisitor visitor(*this, {id, secret_of(id)});
    EXPECT_EQ(visitor.exchange(ApplicationVisitor::code_in(visitor.arrive())).status, 200);
    const auto read = get(all + "/" + id);
    EXPECT_EQ(read.member("appId"), id);
    EXPECT_EQ(read.body.at("web").at("redirectUris").as_array(), json::array{kCallback});
    EXPECT_EQ(read.text.find(visitor.application.secret), std::string::npos) << "it was told once";
    EXPECT_EQ(get(all).body.at("value").as_array().size(), 1U);
}

TEST_F(GraphApplications, AreWrittenByGlobalAdministratorsAlone) {
    const auto id = add();
    for (const auto* role : {kPassword, kHelpdesk, kReader}) {
        EXPECT_EQ(get(all, role).status, 200);
        EXPECT_EQ(call(role, "POST", all, {{"displayName", "x"}}).status, 403) << role;
        EXPECT_EQ(call(role, "PATCH", all + "/" + id, {{"displayName", "x"}}).status, 403);
        EXPECT_EQ(call(role, "DELETE", all + "/" + id).status, 403);
        EXPECT_EQ(call(role, "POST", all + "/" + id + "/addPassword", json::object{}).status, 403);
    }
}

TEST_F(GraphApplications, AreChangedAndHoldFromThenOn) {
    const auto id = add();
    ApplicationVisitor visitor(*this, {id, secret_of(id)});
    ASSERT_FALSE(ApplicationVisitor::code_in(visitor.arrive()).empty());
    ASSERT_EQ(call(kGlobal, "PATCH", all + "/" + id, {{"appRoleAssignmentRequired", true}}).status, 200);
    EXPECT_EQ(ApplicationVisitor::error_in(visitor.arrive()), "access_denied") << "no group may";
    ASSERT_EQ(call(kGlobal, "PATCH", all + "/" + id, {{"appRoleAssignmentRequired", false}}).status, 200);
    const auto code = ApplicationVisitor::code_in(visitor.arrive());
    ASSERT_EQ(call(kGlobal, "DELETE", all + "/" + id).status, 204);
    EXPECT_EQ(visitor.exchange(code).member("error"), "invalid_client");
    EXPECT_EQ(get(all + "/" + id).status, 404);
}

TEST_F(GraphApplications, HaveTwoSecretsAtMostAndEachCanGo) {
    const auto id = add();
    ApplicationVisitor visitor(*this, {id, secret_of(id)});
    const auto second = secret_of(id);
    EXPECT_EQ(call(kGlobal, "POST", all + "/" + id + "/addPassword", json::object{}).status, 400) << "two at a time";
    const auto secrets = get(all + "/" + id).body.at("passwordCredentials").as_array();
    ASSERT_EQ(secrets.size(), 2U);
    for (const auto& one : secrets)
        if (visitor.application.secret.starts_with(std::string(one.at("hint").as_string())))
            EXPECT_EQ(call(kGlobal, "POST", all + "/" + id + "/removePassword", {{"keyId", one.at("keyId")}}).status,
                      204);
    EXPECT_EQ(visitor.exchange("x").member("error"), "invalid_client");
    EXPECT_EQ(visitor.exchange("x", {{"client_secret", second}}).member("error"), "invalid_grant");
}

TEST_F(GraphApplications, AreRefusedWhenSomethingIsWrong) {
    const auto id = add();
    for (const json::object& wrong :
         {json::object{{"displayName", ""}}, json::object{{"displayName", 7}},
          json::object{{"web", {{"redirectUris", {"http://app.example.test/"}}}}},
          json::object{{"web", {{"redirectUris", {"https://app.example.test/#x"}}}}},
          json::object{{"assignedGroupIds", {"nobody"}}}, json::object{{"isFallbackPublicClient", true}},
          json::object{{"groupMembershipClaims", "SecurityGroup"}}, json::object{{"unknown", 1}}})
        EXPECT_EQ(call(kGlobal, "PATCH", all + "/" + id, wrong).status, 400) << json::serialize(wrong);
    EXPECT_EQ(call(kGlobal, "POST", all, {{"web", {{"redirectUris", {kCallback}}}}}).status, 400) << "no name";
    EXPECT_EQ(call(kGlobal, "PATCH", all + "/nobody", {{"displayName", "x"}}).status, 404);
}

}  // namespace
}  // namespace tilbage::testing
