// Administrators register applications over the Graph-shaped API.
#include <gtest/gtest.h>

#include "base/rfc3339.h"
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
    // What `wrong` of the application is refused for: "code target value" of the one detail.
    std::string refusal(const PageAnswer& answer) {
        EXPECT_EQ(answer.status, 400) << answer.text;
        const auto& error = answer.body.at("error").as_object();
        EXPECT_EQ(error.at("code"), "Request_BadRequest");
        const auto& details = error.at("details").as_array();
        EXPECT_EQ(details.size(), 1U);
        const auto& one = details.at(0).as_object();
        EXPECT_EQ(one.at("message"), error.at("message"));
        const auto* value = one.if_contains("value");
        return text_of(one.at("code")) + " " + text_of(one.at("target")) + (value ? " " + text_of(*value) : "");
    }
    static std::string text_of(const json::value& value) { return std::string(value.as_string()); }
};

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

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

TEST_F(GraphApplications, SayByCodeAndTargetWhatIsWrong) {
    const auto id = add();
    const auto patch = [&](const json::object& wrong) {
        return refusal(call(kGlobal, "PATCH", all + "/" + id, wrong));
    };
    EXPECT_EQ(patch({{"displayName", " "}}), "InvalidName displayName");
    EXPECT_EQ(patch({{"displayName", 7}}), "InvalidProperty displayName");
    EXPECT_EQ(patch({{"unknown", 7}}), "InvalidProperty unknown");
    EXPECT_EQ(patch({{"isFallbackPublicClient", true}}), "ReadOnlyProperty isFallbackPublicClient");
    const json::array wrong{kCallback, "http://app.example.test/"};
    EXPECT_EQ(patch({{"web", {{"redirectUris", wrong}}}}), "InvalidUri web/redirectUris http://app.example.test/");
    EXPECT_EQ(patch({{"publicClient", {{"redirectUris", wrong}}}}),
              "InvalidUri publicClient/redirectUris http://app.example.test/");
    EXPECT_EQ(patch({{"postLogoutRedirectUris", wrong}}), "InvalidUri postLogoutRedirectUris http://app.example.test/");
    const json::array many(21, kCallback);
    EXPECT_EQ(patch({{"web", {{"redirectUris", many}}}}), "TooManyUris web/redirectUris");
    EXPECT_EQ(patch({{"postLogoutRedirectUris", many}}), "TooManyUris postLogoutRedirectUris");
    EXPECT_EQ(patch({{"assignedGroupIds", {"nobody"}}}), "GroupNotFound assignedGroupIds nobody");
    EXPECT_EQ(patch({{"assignedGroupIds", json::array(51, "nobody")}}), "TooManyGroups assignedGroupIds");
}

TEST_F(GraphApplications, SayByCodeAndTargetWhatIsWrongWithASecret) {
    const auto id = add();
    const auto add_secret = [&](const std::string& of, const json::object& wanted) {
        return call(kGlobal, "POST", all + "/" + of + "/addPassword", {{"passwordCredential", wanted}});
    };
    EXPECT_EQ(refusal(add_secret(id, {{"displayName", std::string(121, 'x')}})),
              "InvalidName passwordCredential/displayName");
    EXPECT_EQ(refusal(add_secret(id, {{"endDateTime", "soon"}})), "InvalidProperty passwordCredential/endDateTime");
    EXPECT_EQ(refusal(call(kGlobal, "POST", all + "/" + id + "/removePassword", json::object{})),
              "InvalidProperty keyId");
    const auto made =
        call(kGlobal, "POST", all, {{"displayName", "App"}, {"isFallbackPublicClient", true}}).member("id");
    EXPECT_EQ(refusal(add_secret(made, {})), "PublicClient passwordCredential");
    (void)secret_of(id);
    (void)secret_of(id);
    EXPECT_EQ(refusal(add_secret(id, {})), "TooManySecrets passwordCredential");
}

TEST_F(GraphApplications, GiveASecretADayAtLeastAndTwoYearsAtMost) {
    using std::chrono::hours;
    const auto id = add();
    const auto ending_in = [&](std::chrono::minutes lifetime) {
        const auto end = base::to_rfc3339(base::SystemClock().now() + lifetime);
        return call(kGlobal, "POST", all + "/" + id + "/addPassword", {{"passwordCredential", {{"endDateTime", end}}}});
    };
    EXPECT_EQ(refusal(ending_in(hours(23))), "InvalidLifetime passwordCredential/endDateTime");
    EXPECT_EQ(refusal(ending_in(hours(731 * 24))), "InvalidLifetime passwordCredential/endDateTime");
    EXPECT_EQ(ending_in(hours(25)).status, 200);
    EXPECT_EQ(ending_in(hours(729 * 24)).status, 200);
}

TEST_F(GraphApplications, HaveNamesOf120CharactersHoweverManyBytesTheyAre) {
    const auto id = add();
    const auto rename = [&](const std::string& name) {
        return call(kGlobal, "PATCH", all + "/" + id, {{"displayName", name}});
    };
    EXPECT_EQ(rename(repeated("æ", 120)).status, 200);
    EXPECT_EQ(rename(repeated("😀", 120)).status, 200);
    EXPECT_EQ(rename(repeated("A\xCC\x8A", 120)).status, 200) << "typed decomposed";
    EXPECT_EQ(refusal(rename(repeated("æ", 121))), "InvalidName displayName");
    EXPECT_EQ(call(kGlobal, "POST", all + "/" + id + "/addPassword",
                   {{"passwordCredential", {{"displayName", repeated("æ", 120)}}}})
                  .status,
              200);
}

TEST_F(GraphApplications, AreChangedByWhoHasSeenThemAsTheyAre) {
    const auto id = add();
    const auto one = all + "/" + id;
    const auto seen = get(one);
    const auto tag = seen.member("@odata.etag");
    ASSERT_FALSE(tag.empty());
    EXPECT_EQ(seen.header("ETag"), tag);
    const auto renamed = call(kGlobal, "PATCH", one, {{"displayName", "First"}}, tag);
    ASSERT_EQ(renamed.status, 200) << renamed.text;
    EXPECT_NE(renamed.header("ETag"), tag);
    const auto late = call(kGlobal, "PATCH", one, {{"displayName", "Second"}}, tag);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.body.at("error").at("code"), "resourceModified");
    EXPECT_EQ(call(kGlobal, "DELETE", one, nullptr, tag).status, 412);
    EXPECT_EQ(call(kGlobal, "DELETE", one, nullptr, "anything").status, 412);
    EXPECT_EQ(get(one).member("displayName"), "First");
    EXPECT_EQ(call(kGlobal, "PATCH", one, {{"displayName", "Third"}}).status, 200) << "If-Match may be left out";
    EXPECT_EQ(call(kGlobal, "PATCH", one, {{"displayName", "Fourth"}}, "*").status, 200);
    (void)secret_of(id);
    const auto listed = get(all).body.at("value").at(0).at("@odata.etag");
    EXPECT_EQ(call(kGlobal, "DELETE", one, nullptr, text_of(listed)).status, 204) << "a secret is no change of it";
    EXPECT_EQ(call(kGlobal, "DELETE", one, nullptr, "*").status, 404);
}

}  // namespace
}  // namespace tilbage::testing
