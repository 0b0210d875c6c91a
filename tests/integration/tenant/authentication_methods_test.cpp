// A person's methods as administrators see them and fill them in, over Graph, through the real tenant.
#include <gtest/gtest.h>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

const std::string kMethods = "/v1.0/users/anna@ex1.test/authentication/";

json::array listed(GraphWorld& world, const std::string& collection) {
    return json::parse(world.call(kHelpdesk, "GET", kMethods + collection).text).as_object().at("value").as_array();
}

TEST(AuthenticationMethods, AnAddressThatIsFilledInGetsTheCodes) {
    GraphWorld world;
    world.let_helpdesk_act();
    EXPECT_TRUE(listed(world, "methods").empty()) << "what the directory brings is not registered";
    const auto added =
        world.call(kHelpdesk, "POST", kMethods + "emailMethods", json::object{{"emailAddress", "anna@new.example"}});
    ASSERT_EQ(added.status, 201) << added.text;
    EXPECT_EQ(added.member("emailAddress"), "anna@new.example");
    EXPECT_EQ(added.member("addedBy"), "administrator");
    const auto told = world.mailbox.next(kAddress);
    EXPECT_NE(told.text.find("/account#not-me="), std::string::npos) << told.text;
    (void)world.mailbox.next("anna@new.example");

    PersonAtPage anna(world.tenant);
    ASSERT_EQ(anna.begin("anna").status, 201);
    ASSERT_EQ(anna.call("POST", "/reset/v1/session/codes", R"({"method":"email"})").status, 202);
    (void)world.mailbox.next("anna@new.example");

    const auto all = listed(world, "methods");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].at("@odata.type").as_string(), "#microsoft.graph.emailAuthenticationMethod");
    const auto one = kMethods + "emailMethods/" + added.member("id");
    EXPECT_EQ(world.call(kPassword, "GET", one).member("emailAddress"), "anna@new.example");
    EXPECT_EQ(world.call(kGlobal, "DELETE", one).status, 204);
    EXPECT_EQ(world.call(kGlobal, "DELETE", one).status, 404);
    EXPECT_TRUE(listed(world, "emailMethods").empty());
    const auto audits = world.get("/v1.0/auditLogs/directoryAudits");
    EXPECT_NE(audits.text.find("method.fill_in"), std::string::npos);
    EXPECT_EQ(audits.text.find("anna@new.example"), std::string::npos);
}

TEST(AuthenticationMethods, ANumberIsKeptInOneForm) {
    GraphWorld world;
    world.let_helpdesk_act();
    const json::object body{{"phoneNumber", "+45 12 34 56 78"}, {"phoneType", "mobile"}};
    const auto added = world.call(kHelpdesk, "POST", kMethods + "phoneMethods", body);
    ASSERT_EQ(added.status, 201) << added.text;
    EXPECT_EQ(added.member("phoneNumber"), "+4512345678");
    EXPECT_EQ(added.member("phoneType"), "mobile");
    EXPECT_EQ(world.call(kHelpdesk, "POST", kMethods + "phoneMethods", body).code(), "method_exists");
    EXPECT_EQ(listed(world, "phoneMethods").size(), 1U);
    EXPECT_TRUE(listed(world, "emailMethods").empty());
}

TEST(AuthenticationMethods, SaysClearlyWhatCannotBeFilledIn) {
    GraphWorld world;
    const auto add = [&](const std::string& collection, const json::object& body) {
        return world.call(kHelpdesk, "POST", kMethods + collection, body).status;
    };
    EXPECT_EQ(add("emailMethods", {}), 400U);
    EXPECT_EQ(add("emailMethods", {{"emailAddress", "nobody"}}), 400U);
    EXPECT_EQ(add("emailMethods", {{"emailAddress", "anna@work.example"}}), 400U) << "her own mailbox";
    EXPECT_EQ(add("phoneMethods", {{"phoneNumber", "+4512345678"}, {"phoneType", "office"}}), 400U);
    EXPECT_EQ(add("phoneMethods", {{"phoneNumber", "hello"}, {"phoneType", "mobile"}}), 400U);
    EXPECT_EQ(world.call(kHelpdesk, "GET", "/v1.0/users/nobody@ex1.test/authentication/methods").status, 404U);
}

TEST(AuthenticationMethods, AreNotForAReader) {
    GraphWorld world;
    EXPECT_EQ(world.call(kReader, "GET", kMethods + "methods").status, 403U);
    EXPECT_EQ(
        world.call(kReader, "POST", kMethods + "emailMethods", json::object{{"emailAddress", "a@b.example"}}).status,
        403U);
}

}  // namespace
}  // namespace tilbage::testing
