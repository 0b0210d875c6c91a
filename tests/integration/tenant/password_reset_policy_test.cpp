// The policy of self-service password reset as administrators change it, what it does at once, and what the audit and
// the reports tell afterwards.
#include <gtest/gtest.h>
#include <thread>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kPolicy = "/beta/policies/passwordReset";
const std::string kPicture("\x89PNG\r\n\x1A\nno more than its first bytes are looked at", 50);

struct PolicyWorld : GraphWorld {
    PageAnswer patch(const json::object& change) {
        return call(kGlobal, "PATCH", kPolicy, change, get(kPolicy).header("ETag"));
    }
    PageAnswer put_logo(const std::string& bytes, const std::string& type) {
        return PersonAtPage(tenant).call(
            "PUT", std::string(kPolicy) + "/logo", bytes,
            {{"Authorization", "Bearer " + token(kGlobal)}, {"Content-Type", type}, {"If-Match", "*"}});
    }
    PageAnswer settings() { return PersonAtPage(tenant).call("GET", "/reset/v1/settings", ""); }
};

std::string mistake_of(const PageAnswer& answer) {
    if (answer.status != 400) return answer.text;
    return std::string(answer.body.at("error").at("details").at(0).at("property").as_string());
}

TEST(PasswordResetPolicy, IsReadAndChangedPartByPart) {
    PolicyWorld world;
    const auto before = world.get(kPolicy);
    ASSERT_EQ(before.status, 200) << before.text;
    EXPECT_EQ(before.member("enabled"), "all");
    EXPECT_TRUE(before.body.at("notifyPeople").as_bool());
    EXPECT_EQ(before.body.at("availableMethods").at(0).as_string(), "email");
    const auto after = world.patch({{"reconfirmDays", 90}, {"customization", {{"helpdesk", "tel:+4512345678"}}}});
    ASSERT_EQ(after.status, 200) << after.text;
    EXPECT_EQ(after.body.at("reconfirmDays").as_int64(), 90);
    EXPECT_EQ(after.member("enabled"), "all");
    EXPECT_NE(after.header("ETag"), before.header("ETag"));
    EXPECT_EQ(world.get(kPolicy).body.at("customization").at("helpdesk").as_string(), "tel:+4512345678");
}

TEST(PasswordResetPolicy, RemindersAreOffAndTakeAZoneThatTheMachineKnows) {
    PolicyWorld world;
    const auto before = world.get(kPolicy).body.at("expiryReminders").as_object();
    EXPECT_EQ(json::serialize(before),
              R"({"enabled":false,"daysBefore":[14,7,3,1],"atHour":8,"timeZone":"UTC","after":false})");
    const json::object wrong{{"enabled", true}, {"timeZone", "Europe/Atlantis"}};
    EXPECT_EQ(mistake_of(world.patch({{"expiryReminders", wrong}})), "expiryReminders.timeZone");
    for (const auto& days : {json::value{7, "3"}, json::value(7), json::value{91}, json::value{1.5}})
        EXPECT_EQ(mistake_of(world.patch({{"expiryReminders", {{"daysBefore", days}}}})), "expiryReminders.daysBefore");
    const json::object right{{"enabled", true}, {"daysBefore", {2, 10}}, {"timeZone", "Europe/Copenhagen"}};
    const auto after = world.patch({{"expiryReminders", right}});
    ASSERT_EQ(after.status, 200) << after.text;
    EXPECT_EQ(json::serialize(after.body.at("expiryReminders")),
              R"({"enabled":true,"daysBefore":[10,2],"atHour":8,"timeZone":"Europe/Copenhagen","after":false})");
}

TEST(PasswordResetPolicy, TellsTheLaterOfTwoAdministratorsAndWhoSaysNotWhatTheySaw) {
    PolicyWorld world;
    const auto etag = world.get(kPolicy).header("ETag");
    EXPECT_EQ(world.call(kGlobal, "PATCH", kPolicy, {{"reconfirmDays", 30}}).status, 428);
    EXPECT_EQ(world.call(kGlobal, "PATCH", kPolicy, {{"reconfirmDays", 30}}, etag).status, 200);
    const auto late = world.call(kGlobal, "PATCH", kPolicy, {{"reconfirmDays", 60}}, etag);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.code(), "resourceModified");
    EXPECT_EQ(world.call(kGlobal, "PATCH", kPolicy, {{"reconfirmDays", 60}}, "\"x\"").status, 412);
    EXPECT_EQ(world.get(kPolicy).body.at("reconfirmDays").as_int64(), 30);
}

TEST(PasswordResetPolicy, NamesEveryMistakeAndWritesNothing) {
    PolicyWorld world;
    const auto etag = world.get(kPolicy).header("ETag");
    EXPECT_EQ(mistake_of(world.patch({{"reconfirmDays", 731}})), "reconfirmDays");
    EXPECT_EQ(mistake_of(world.patch({{"reconfirmDays", "90"}})), "reconfirmDays");
    EXPECT_EQ(mistake_of(world.patch({{"colour", 1}})), "colour");
    EXPECT_EQ(mistake_of(world.patch({{"availableMethods", json::array{}}})), "availableMethods");
    EXPECT_EQ(mistake_of(world.patch({{"methods", {"email", "smoke"}}})), "methods");
    EXPECT_EQ(mistake_of(world.patch({{"methods", {"passkey"}}})), "methods");
    EXPECT_EQ(mistake_of(world.patch({{"methodsRequired", 2}, {"methods", {"email", "email"}}})), "methods");
    EXPECT_EQ(mistake_of(world.patch({{"questions", {{"toReset", 2}}}})), "questions.toReset");
    EXPECT_EQ(mistake_of(world.patch({{"customization", {{"helpdesk", "javascript:alert(1)"}}}})),
              "customization.helpdesk");
    EXPECT_EQ(mistake_of(world.patch({{"enabled", "selected"}, {"groupIds", {"no such group"}}})), "groupIds");
    EXPECT_EQ(world.get(kPolicy).header("ETag"), etag);
}

TEST(PasswordResetPolicy, EveryRoleReadsAndOnlyGlobalAdministratorsChange) {
    PolicyWorld world;
    const auto logo = std::string(kPolicy) + "/logo";
    for (const auto* role : {kGlobal, kPassword, kHelpdesk, kReader}) {
        EXPECT_EQ(world.get(kPolicy, role).status, 200) << role;
        EXPECT_EQ(world.get("/v1.0/auditLogs/directoryAudits", role).status, 200) << role;
        EXPECT_EQ(world.get("/beta/reports/passwordReset", role).status, 200) << role;
        const bool may = std::string_view(role) == kGlobal;
        EXPECT_EQ(world.call(role, "PATCH", kPolicy, {{"reconfirmDays", 30}}, "*").status, may ? 200 : 403) << role;
        EXPECT_EQ(world.call(role, "PUT", logo, json::object{}, "*").status, may ? 415 : 403) << role;
        EXPECT_EQ(world.call(role, "DELETE", logo, nullptr, "*").status, may ? 200 : 403) << role;
    }
    for (const std::string path : {kPolicy, "/v1.0/auditLogs/directoryAudits", "/beta/reports/passwordReset"})
        EXPECT_EQ(PersonAtPage(world.tenant).call("GET", path, "").status, 401) << path;
}

TEST(PasswordResetPolicy, APictureIsServedByItsDigestAndIsNothingButAPicture) {
    PolicyWorld world;
    ASSERT_EQ(world.put_logo(kPicture, "image/png").status, 200);
    const auto path = world.settings().member("logo");
    ASSERT_TRUE(path.starts_with("/reset/logo/") && path.ends_with(".png")) << path;
    const auto picture = PersonAtPage(world.tenant).call("GET", path, "");
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.text, kPicture);
    EXPECT_EQ(picture.header("Content-Type"), "image/png");
    EXPECT_EQ(picture.header("X-Content-Type-Options"), "nosniff");
    EXPECT_NE(picture.header("Content-Security-Policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(mistake_of(world.put_logo("<svg onload='x'/>", "image/png")), "customization.logo");
    EXPECT_EQ(mistake_of(world.put_logo(kPicture + std::string(40 * 1024, 'x'), "image/png")), "customization.logo");
    EXPECT_EQ(world.put_logo(kPicture, "image/svg+xml").status, 415);
    EXPECT_EQ(world.settings().member("logo"), path);
    EXPECT_EQ(world.call(kGlobal, "DELETE", std::string(kPolicy) + "/logo", nullptr, "*").status, 200);
    EXPECT_TRUE(world.settings().body.at("logo").is_null());
    EXPECT_EQ(PersonAtPage(world.tenant).call("GET", path, "").status, 404);
}

TEST(PasswordResetPolicy, ThePagesFollowAtOnceTheTenantsHelpdeskBeforeTheOperators) {
    PolicyWorld world;
    EXPECT_TRUE(world.settings().body.at("helpdesk").is_null());
    const json::object look{
        {"helpdesk", "mailto:help@ex1.test"}, {"accentColor", "#0f6cbd"}, {"identifyText", {{"da", "Ring på 12 34"}}}};
    ASSERT_EQ(world.patch({{"customization", look}}).status, 200);
    const auto settings = world.settings();
    EXPECT_EQ(settings.body.at("helpdesk").at("url").as_string(), "mailto:help@ex1.test");
    EXPECT_EQ(settings.member("accentColor"), "#0f6cbd");
    EXPECT_EQ(settings.body.at("identifyText").at("da").as_string(), "Ring på 12 34");
}

TEST(PasswordResetPolicy, WhoMayNotResetIsSentNoCodeFromTheNextSessionOn) {
    PolicyWorld world;
    ASSERT_EQ(world.patch({{"enabled", "none"}}).status, 200);
    const auto refused = world.get("/v1.0/auditLogs/directoryAudits?$top=1");
    EXPECT_EQ(refused.body.at("value").at(0).at("activityDisplayName").as_string(),
              "Self-service password reset policy changes");
    EXPECT_EQ(PersonAtPage(world.tenant).start("anna").status, 201);
    const auto identified = world.get("/v1.0/auditLogs/directoryAudits?$top=1").body.at("value").at(0);
    EXPECT_EQ(identified.at("activityDisplayName").as_string(), "reset.identify");
    EXPECT_EQ(identified.at("result").as_string(), "failure");
    EXPECT_TRUE(identified.at("targetResources").as_array().empty());
    ASSERT_EQ(world.patch({{"enabled", "all"}}).status, 200);
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
}

TEST(PasswordResetPolicy, TheAuditTellsWhoDidWhatNewestFirstPageByPage) {
    PolicyWorld world;
    for (const int days : {10, 20, 30}) ASSERT_EQ(world.patch({{"reconfirmDays", days}}).status, 200);
    const auto me = world.get("/v1.0/me", kGlobal).member("userPrincipalName");
    const std::string audits = "/v1.0/auditLogs/directoryAudits";
    const auto category = "?$filter=category%20eq%20'SelfServicePasswordManagement'&$top=2";
    const auto first = world.get(audits + category);
    ASSERT_EQ(first.status, 200) << first.text;
    ASSERT_EQ(first.body.at("value").as_array().size(), 2U);
    const auto newest = first.body.at("value").at(0);
    EXPECT_EQ(newest.at("initiatedBy").at("user").at("userPrincipalName").as_string(), me);
    EXPECT_EQ(newest.at("additionalDetails").at(2).at("value").as_string(), "30");
    EXPECT_EQ(newest.at("loggedByService").as_string(), "Self-service Password Management");
    const auto link = first.member("@odata.nextLink");
    const auto second = world.get(link.substr(link.find('/', 8)));
    EXPECT_EQ(second.body.at("value").at(0).at("additionalDetails").at(2).at("value").as_string(), "10");

    const auto count = [&](const std::string& filter) {
        const auto found = world.get(audits + "?$filter=" + filter);
        return found.status == 200 ? static_cast<int>(found.body.at("value").as_array().size()) : -found.status;
    };
    EXPECT_GE(count("userPrincipalName%20eq%20'" + me + "'"), 3);
    EXPECT_EQ(count("userPrincipalName%20eq%20'nobody@ex1.test'"), 0);
    EXPECT_EQ(count("activityDateTime%20ge%202099-01-01T00:00:00Z"), 0);
    EXPECT_GE(count("activityDateTime%20le%202099-01-01T00:00:00Z%20and%20result%20eq%20'success'"), 3);
    const auto agents = world.get(audits + "?$filter=category%20eq%20'AgentManagement'");
    EXPECT_EQ(agents.body.at("value").at(0).at("targetResources").at(0).at("displayName").as_string(), "one");
    EXPECT_EQ(count("category%20eq%20'Nothing'"), 0);
    EXPECT_EQ(count("result%20eq%20'perhaps'"), -400);
    EXPECT_EQ(count("activityDateTime%20ge%20yesterday"), -400);
    EXPECT_EQ(count("result%20eq%20'success'%20or%20result%20eq%20'failure'"), -400);
}

TEST(PasswordResetPolicy, TheReportCountsWhatWasDoneAndWhyNot) {
    PolicyWorld world;
    const auto reset = [&](core::Reason reason) {
        PersonAtPage person(world.tenant);
        person.prove("anna", world.mailbox, kAddress);
        const auto sealed = person.seal("new password");
        std::thread answer([&] { world.agent->answer(world.agent->next_request().binding.request_id, reason); });
        (void)person.submit(sealed.id, sealed.body);
        answer.join();
    };
    reset(core::Reason::password_too_short);
    reset(core::Reason::succeeded);
    const auto report = world.get("/beta/reports/passwordReset?days=7");
    ASSERT_EQ(report.status, 200) << report.text;
    EXPECT_EQ(report.body.at("totals").at("resets").at("succeeded").as_int64(), 1);
    EXPECT_EQ(report.body.at("totals").at("resets").at("failed").as_int64(), 1);
    EXPECT_EQ(report.body.at("totals").at("unlocks").at("succeeded").as_int64(), 0);
    EXPECT_EQ(report.body.at("failures").at(0).at("reason").as_string(), "password_too_short");
    ASSERT_EQ(report.body.at("perDay").as_array().size(), 7U);
    EXPECT_EQ(report.body.at("perDay").at(6).at("resets").at("succeeded").as_int64(), 1);
    for (const auto* days : {"0", "366", "x"})
        EXPECT_EQ(world.get(std::string("/beta/reports/passwordReset?days=") + days).status, 400) << days;
}

TEST(PasswordResetPolicy, TheCommandLineShowsAndChangesWhoMay) {
    PolicyWorld world;
    const auto run = [&](std::vector<std::string> answers) {
        std::vector<std::string> arguments{"password-reset", "--config", world.tenant.config_file(), "--tenant",
                                           "ex1.test"};
        arguments.insert(arguments.end(), answers.begin(), answers.end());
        return world.tenant.command(arguments);
    };
    EXPECT_NE(run({}).output.find("enabled: all\n"), std::string::npos);
    EXPECT_NE(run({"--enabled", "none"}).output.find("enabled: none\n"), std::string::npos);
    EXPECT_EQ(world.get(kPolicy).member("enabled"), "none");
    const auto nobody = run({"--enabled", "selected"});
    EXPECT_EQ(nobody.exit_code, 1);
    EXPECT_NE(nobody.output.find("groupIds"), std::string::npos) << nobody.output;
    EXPECT_EQ(run({"--enabled", "selected", "--group", "Nobody's"}).exit_code, 1);
    EXPECT_NE(run({"--enabled", "sometimes"}).exit_code, 0);
    EXPECT_EQ(world.get(kPolicy).member("enabled"), "none");
}

}  // namespace
}  // namespace tilbage::testing
