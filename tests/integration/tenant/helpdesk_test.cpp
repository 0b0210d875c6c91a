// The help desk over Graph, through the real tenant: finding, verifying and helping somebody who calls.
#include <gtest/gtest.h>
#include <thread>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kAnna = "/beta/helpdesk/people/anna@ex1.test";
const std::string kVerification = std::string(kAnna) + "/callerVerification";
constexpr const char* kWritebacks = "/beta/users/anna@ex1.test/passwordWritebacks";
constexpr const char* kCodes = "/beta/users/anna@ex1.test/temporaryAccessCodes";
constexpr const char* kEmails = "/v1.0/users/anna@ex1.test/authentication/emailMethods";

struct HelpdeskWorld : GraphWorld {
    PageAnswer send(const std::string& role = kHelpdesk) {
        return call(role, "POST", kVerification + "/codes", {{"method", "email"}});
    }
    PageAnswer confirm(const std::string& code, const std::string& role = kHelpdesk) {
        return call(role, "POST", kVerification + "/confirmation", {{"method", "email"}, {"code", code}});
    }
    // What the page shows, after the agent has said this of the account.
    PageAnswer look(const core::Outcome& live, const std::string& role = kHelpdesk) {
        (void)token(role);
        PageAnswer answer;
        std::thread reading([&] { answer = get(kAnna, role); });
        const auto asked = agent->next_request();
        EXPECT_EQ(asked.binding.kind, core::Kind::describe);
        agent->answer(asked.binding.request_id, live);
        reading.join();
        return answer;
    }
};

core::Outcome locked_at(base::TimePoint when) {
    core::Description description;
    description.locked = true;
    description.details = core::AccountDetails{};
    description.details->locked_at = when;
    description.policy.lockout_duration_seconds = 1800;
    return {.reason = core::Reason::succeeded, .details = {}, .description = description};
}

std::vector<std::string> found(HelpdeskWorld& world, const std::string& typed) {
    const auto answer = world.get("/beta/helpdesk/people?search=" + typed);
    EXPECT_EQ(answer.status, 200) << answer.text;
    std::vector<std::string> names;
    for (const auto& one : answer.body.at("value").as_array())
        names.emplace_back(one.at("userPrincipalName").as_string());
    return names;
}

TEST(Helpdesk, NothingIsDoneForACallerBeforeTheirCodeWasReadAloud) {
    HelpdeskWorld world;
    EXPECT_EQ(world.call(kHelpdesk, "POST", kWritebacks, {{"kind", "unlock"}}).code(), "caller_not_verified");
    EXPECT_EQ(world.call(kHelpdesk, "POST", kWritebacks, {{"kind", "reset"}}).status, 422);
    EXPECT_EQ(world.call(kHelpdesk, "POST", kCodes).code(), "caller_not_verified");
    EXPECT_EQ(world.call(kHelpdesk, "POST", kEmails, {{"emailAddress", "me@evil.example"}}).code(),
              "caller_not_verified");
    const auto reset = world.call(kHelpdesk, "POST",
                                  "/v1.0/users/anna@ex1.test/authentication/methods/"
                                  "28c10230-6103-485e-b985-444c60001490/resetPassword",
                                  {{"newPassword", "Grød-med-fløde-9"}});
    EXPECT_EQ(reset.code(), "caller_not_verified") << "Graph clients as well";
    EXPECT_EQ(world.agent->waiting_requests(), 0U);
    EXPECT_EQ(world.mailbox.count(), 0U);
    EXPECT_EQ(world.call(kPassword, "POST", kWritebacks, {{"kind", "unlock"}}).status, 201) << "they answer for it";

    const auto sent = world.send();
    ASSERT_EQ(sent.status, 201) << sent.text;
    EXPECT_EQ(sent.member("hint"), "a•••@h•••");
    EXPECT_EQ(sent.text.find("anna@home"), std::string::npos);
    const auto code = world.mailbox.next_code(kAddress);
    const std::string wrong = code == "111111" ? "222222" : "111111";
    const auto refused = world.confirm(wrong);
    EXPECT_EQ(refused.code(), "code_wrong");
    EXPECT_EQ(refused.body.at("error").at("details").at("triesLeft").as_int64(), 4);
    EXPECT_EQ(world.confirm(code, kGlobal).code(), "code_expired") << "another administrator's code";
    const auto verified = world.confirm(code);
    ASSERT_EQ(verified.status, 200) << verified.text;
    EXPECT_EQ(verified.member("method"), "email");
    EXPECT_EQ(world.call(kHelpdesk, "POST", kWritebacks, {{"kind", "unlock"}}).status, 201);
    EXPECT_EQ(world.call(kHelpdesk, "POST", kCodes).status, 201);
    EXPECT_EQ(world.confirm(code).code(), "code_expired") << "it has served";

    EXPECT_EQ(world.call(kHelpdesk, "DELETE", kVerification).status, 204);
    EXPECT_EQ(world.call(kHelpdesk, "DELETE", kVerification).status, 404);
    EXPECT_EQ(world.call(kHelpdesk, "POST", kCodes).code(), "caller_not_verified");
    const auto audits = world.get("/v1.0/auditLogs/directoryAudits");
    for (const auto* action : {"helpdesk.code_sent", "helpdesk.caller_verified", "helpdesk.act",
                               "helpdesk.verification_ended", "caller_not_verified"}) {
        EXPECT_NE(audits.text.find(action), std::string::npos) << action;
    }
    EXPECT_EQ(audits.text.find(code), std::string::npos);
    EXPECT_EQ(audits.text.find("anna@home"), std::string::npos);
    EXPECT_EQ(world.tenant.log().find(code), std::string::npos);
}

TEST(Helpdesk, TheMailSaysWhatTheCodeIsForAndWhoAsked) {
    HelpdeskWorld world;
    ASSERT_EQ(world.send().status, 201);
    const auto mail = world.mailbox.next(kAddress);
    EXPECT_NE(mail.text.find("admin1"), std::string::npos) << "the display name of who asks";
}

TEST(Helpdesk, TellsWhyFromTheDirectoryItself) {
    HelpdeskWorld world;
    const auto since = base::from_millis(base::to_millis(base::SystemClock().now()) / 1000 * 1000);
    const auto answer = world.look(locked_at(since), kReader);
    ASSERT_EQ(answer.status, 200) << answer.text;
    const auto& first = answer.body.at("obstacles").at(0);
    EXPECT_EQ(first.at("trouble").as_string(), "accountLocked");
    EXPECT_FALSE(first.at("sinceDateTime").is_null());
    EXPECT_FALSE(first.at("untilDateTime").is_null());
    EXPECT_TRUE(answer.body.at("directory").at("isLive").as_bool());
    EXPECT_TRUE(answer.body.at("verification").is_null());
    EXPECT_EQ(answer.member("verifyCaller"), "required");
    EXPECT_EQ(answer.body.at("methods").at(0).at("hint").as_string(), "a•••@h•••");
    EXPECT_EQ(answer.text.find("anna@home"), std::string::npos);

    const auto silent =
        world.look({.reason = core::Reason::directory_unavailable, .details = {}, .description = {}}, kReader);
    EXPECT_FALSE(silent.body.at("directory").at("isLive").as_bool());
    EXPECT_EQ(silent.body.at("directory").at("reason").as_string(), "directory_unavailable");
    EXPECT_TRUE(silent.body.at("obstacles").as_array().empty()) << "what is not known is not said";
}

TEST(Helpdesk, FindsPeopleByWhateverTheCallerSays) {
    HelpdeskWorld world;
    world.add_person("bo", "bo@home.example", false);
    for (const std::string typed :
         {"anna", "ANNA", "anna@ex1.test", "anna@work.example", "anna@home.example", "ex1%5Canna"}) {
        EXPECT_EQ(found(world, typed), std::vector<std::string>{"anna@ex1.test"}) << typed;
    }
    EXPECT_TRUE(found(world, "a").empty());
    EXPECT_TRUE(found(world, "%25").empty());
    EXPECT_TRUE(found(world, "home.example").empty()) << "a mail address is whole";
    const auto answer = world.get("/beta/helpdesk/people?search=bo");
    EXPECT_EQ(answer.body.at("value").at(0).at("obstacle").at("trouble").as_string(), "accountDisabled");
    EXPECT_EQ(world.get("/beta/helpdesk/people?search=" + std::string(200, 'x')).status, 400);
    EXPECT_EQ(world.get("/beta/helpdesk/people?searching=x").status, 400);
}

TEST(Helpdesk, SendsTheWayToTheResetPageByItsConfiguredAddress) {
    HelpdeskWorld world;
    const auto path = std::string(kAnna) + "/resetLinks";
    const auto sent = world.call(kHelpdesk, "POST", path, {{"method", "email"}, {"locale", "en-US"}});
    ASSERT_EQ(sent.status, 201) << sent.text;
    EXPECT_EQ(sent.member("hint"), "a•••@h•••");
    EXPECT_NE(world.mailbox.next(kAddress).text.find("/reset"), std::string::npos);
    EXPECT_EQ(world.call(kHelpdesk, "POST", path, {{"method", "mobilePhone"}}).code(), "method_not_usable");
    EXPECT_EQ(world.call(kHelpdesk, "POST", path, {{"method", "pigeon"}}).status, 400);
    EXPECT_EQ(world.call(kHelpdesk, "POST", path, json::object{}).status, 400);
}

TEST(Helpdesk, LimitsWhatIsSentAndTried) {
    HelpdeskWorld world;
    for (int i = 0; i < 5; ++i) ASSERT_EQ(world.send().status, 201) << i;
    const auto refused = world.send();
    EXPECT_EQ(refused.status, 429);
    EXPECT_FALSE(refused.header("Retry-After").empty());
    for (int i = 0; i < 5; ++i) EXPECT_EQ(world.confirm("000000x").code(), "code_wrong") << i;
    EXPECT_EQ(world.confirm("000000x").code(), "code_exhausted");
    for (int i = 0; i < 9; ++i) (void)world.confirm("000000x");
    EXPECT_EQ(world.confirm("000000x").status, 429);
}

TEST(Helpdesk, TheNoteIsForThoseAboveTheHelpdesk) {
    HelpdeskWorld world;
    const json::object note{{"note", "Stands beside me"}};
    EXPECT_EQ(world.call(kHelpdesk, "POST", kVerification + "/note", note).status, 403);
    EXPECT_EQ(world.call(kPassword, "POST", kVerification + "/note", {{"note", "x"}}).status, 400);
    const auto noted = world.call(kPassword, "POST", kVerification + "/note", note);
    ASSERT_EQ(noted.status, 200) << noted.text;
    EXPECT_EQ(noted.member("method"), "note");
    EXPECT_NE(world.get("/v1.0/auditLogs/directoryAudits").text.find("Stands beside me"), std::string::npos);
}

TEST(Helpdesk, AnAdministratorIsNotForTheHelpdeskToHelp) {
    HelpdeskWorld world;
    world.add_person("admin1", "admin1@home.example");
    (void)world.token(kReader);
    (void)world.token(kHelpdesk);  // who is the same person
    const auto answer = world.call(kHelpdesk, "POST", "/beta/helpdesk/people/admin1@ex1.test/callerVerification/codes",
                                   {{"method", "email"}});
    EXPECT_EQ(answer.status, 403) << answer.text;
}

TEST(Helpdesk, WherePolicyDoesNotAskForItNobodyHasToBeVerified) {
    HelpdeskWorld world;
    world.let_helpdesk_act();
    EXPECT_EQ(world.call(kHelpdesk, "POST", kCodes).status, 201);
    const auto wrong = world.call(kGlobal, "PATCH", "/beta/policies/passwordReset",
                                  {{"helpdesk", {{"verifyCaller", "sometimes"}}}}, "*");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.body.at("error").at("details").at(0).at("property").as_string(), "helpdesk.verifyCaller");
}

}  // namespace
}  // namespace tilbage::testing
