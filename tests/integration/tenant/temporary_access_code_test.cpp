// A code from the helpdesk: given over Graph, typed on the reset page, through the real tenant.
#include <gtest/gtest.h>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kCodes = "/beta/users/anna@ex1.test/temporaryAccessCodes";

PageAnswer type(PersonAtPage& person, const std::string& code) {
    const json::object body{{"method", "temporaryAccessCode"}, {"code", code}};
    return person.call("POST", "/reset/v1/session/verification", json::serialize(body));
}

TEST(TemporaryAccessCode, GoesTheWholeWayAndServesOnce) {
    GraphWorld world;
    world.let_helpdesk_act();
    const auto issued = world.call(kHelpdesk, "POST", kCodes, json::object{{"lifetimeInMinutes", 30}});
    ASSERT_EQ(issued.status, 201) << issued.text;
    const auto code = issued.member("temporaryAccessCode");
    EXPECT_EQ(code.size(), 9U);
    EXPECT_FALSE(issued.member("expiresDateTime").empty());
    const auto told = world.mailbox.next(kAddress);
    EXPECT_EQ(told.text.find(code), std::string::npos);
    EXPECT_EQ(world.tenant.log().find(code), std::string::npos);

    PersonAtPage anna(world.tenant);
    PersonAtPage second(world.tenant);
    ASSERT_EQ(anna.begin("anna").status, 201);
    ASSERT_EQ(second.begin("anna").status, 201);
    EXPECT_EQ(type(anna, "0000-0000").code(), "code_wrong");
    const auto proven = type(anna, code);
    EXPECT_EQ(proven.status, 200) << proven.text;
    EXPECT_EQ(proven.member("step"), "password");
    EXPECT_EQ(anna.ticket().status, 201);
    EXPECT_NE(type(second, code).status, 200) << "it has served";

    const auto audits = world.get("/v1.0/auditLogs/directoryAudits");
    EXPECT_NE(audits.text.find("method.temporary_access_code_issued"), std::string::npos);
    EXPECT_EQ(audits.text.find(code), std::string::npos);
}

TEST(TemporaryAccessCode, IsReplacedAndTakenBack) {
    GraphWorld world;
    const auto first = world.call(kPassword, "POST", kCodes).member("temporaryAccessCode");
    const auto second = world.call(kGlobal, "POST", kCodes, json::object{}).member("temporaryAccessCode");
    EXPECT_EQ(world.call(kReader, "DELETE", kCodes).status, 403);
    PersonAtPage anna(world.tenant);
    ASSERT_EQ(anna.begin("anna").status, 201);
    EXPECT_NE(type(anna, first).status, 200);
    EXPECT_EQ(world.call(kHelpdesk, "DELETE", kCodes).status, 204);
    EXPECT_EQ(world.call(kHelpdesk, "DELETE", kCodes).status, 404);
    EXPECT_NE(type(anna, second).status, 200);
}

TEST(TemporaryAccessCode, SaysClearlyWhyThereIsNone) {
    GraphWorld world;
    for (const auto& lifetime : {json::value(9), json::value(481), json::value(-1), json::value("60")}) {
        const auto answer = world.call(kHelpdesk, "POST", kCodes, json::object{{"lifetimeInMinutes", lifetime}});
        EXPECT_EQ(answer.status, 400) << answer.text;
    }
    EXPECT_EQ(world.call(kReader, "POST", kCodes).status, 403);
    world.add_person("bo", "bo@home.example", false);
    const auto disabled = world.call(kHelpdesk, "POST", "/beta/users/bo@ex1.test/temporaryAccessCodes");
    EXPECT_EQ(disabled.status, 422) << disabled.text;
    EXPECT_EQ(disabled.code(), "account_disabled");
    const auto off = world.call(kGlobal, "PATCH", "/beta/policies/passwordReset", {{"methods", {"email"}}}, "*");
    ASSERT_EQ(off.status, 200) << off.text;
    const auto refused = world.call(kHelpdesk, "POST", kCodes);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "temporary_access_code_not_allowed");
    const auto stranger = PersonAtPage(world.tenant).call("POST", kCodes, "{}");
    EXPECT_EQ(stranger.status, 401);
}

TEST(TemporaryAccessCode, OfAnAdministratorIsNotForTheHelpdeskToGive) {
    GraphWorld world;
    world.add_person("admin1", "admin1@home.example");
    (void)world.token(kHelpdesk);  // who is the same person
    const std::string codes = "/beta/users/admin1@ex1.test/temporaryAccessCodes";
    const auto answer = world.call(kHelpdesk, "POST", codes);
    EXPECT_EQ(answer.status, 403) << answer.text;
    EXPECT_EQ(world.call(kPassword, "POST", codes).status, 201);
}

}  // namespace
}  // namespace tilbage::testing
