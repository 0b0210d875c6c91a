// An administrator resets and unlocks, through the real tenant and a scripted agent.
#include <gtest/gtest.h>
#include <thread>

#include "crypto/jwe.h"
#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kSecret = "Rødgrød-med-fløde-marker-9";
constexpr const char* kWritebacks = "/beta/users/anna@ex1.test/passwordWritebacks";
constexpr const char* kReset =
    "/v1.0/users/anna@ex1.test/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword";

json::object sealed_for(const PageAnswer& ticket) {
    json::array sealed;
    for (const auto& recipient : ticket.body.at("recipients").as_array()) {
        const auto& jwk = recipient.at("jwk");
        const auto key =
            crypto::EcKey::from_jwk({std::string(jwk.at("x").as_string()), std::string(jwk.at("y").as_string())});
        const auto jwe = crypto::seal_jwe(key.value(), {{{"rid", ticket.member("requestId")}}, {}},
                                          base::SecretBytes::copy_of(std::string_view(kSecret)));
        sealed.push_back(json::object{{"kid", recipient.at("kid")}, {"jwe", jwe.value()}});
    }
    return {{"sealed", std::move(sealed)}};
}

std::string path_of(const PageAnswer& answer) {
    const auto location = answer.header("Location");
    return location.substr(location.find('/', 8));
}

TEST(GraphWriteback, ResetsWithAPasswordThatTheBrowserSealed) {
    GraphWorld world;
    world.let_helpdesk_act();
    const auto ticket = world.call(kHelpdesk, "POST", kWritebacks, {{"kind", "reset"}});
    ASSERT_EQ(ticket.status, 201) << ticket.text;
    EXPECT_TRUE(ticket.body.at("mustChange").as_bool());
    const auto path = std::string(kWritebacks) + "/" + ticket.member("requestId");
    EXPECT_EQ(world.call(kPassword, "POST", path, sealed_for(ticket)).status, 404) << "another's ticket";
    PageAnswer answer;
    std::thread submission([&] { answer = world.call(kHelpdesk, "POST", path, sealed_for(ticket)); });
    const auto request = world.agent->next_request();
    EXPECT_EQ(request.initiated_by, core::InitiatedBy::administrator);
    EXPECT_TRUE(request.must_change);
    EXPECT_TRUE(world.agent->opens(request.sealed.value_or(""), kSecret));
    world.agent->answer(request.binding.request_id, core::Reason::succeeded);
    submission.join();
    EXPECT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.reason(), "succeeded");
    EXPECT_EQ(world.call(kHelpdesk, "POST", path, sealed_for(ticket)).code(), "request_in_progress");
    EXPECT_EQ(world.call(kPassword, "GET", path).reason(), "succeeded");
    EXPECT_FALSE(world.mailbox.next(kAddress).text.empty());  // the notice

    const auto user = world.get("/beta/users/anna@ex1.test");
    const auto& last = user.body.at("lastPasswordWriteback");
    EXPECT_EQ(last.at("reason").as_string(), "succeeded");
    EXPECT_EQ(last.at("initiatedBy").as_string(), "administrator");
    EXPECT_EQ(last.at("supportCode").as_string(), ticket.member("requestId"));
}

TEST(GraphWriteback, TellsAnAdministratorTheMissingRight) {
    GraphWorld world;
    const auto ticket = world.call(kGlobal, "POST", kWritebacks, {{"kind", "unlock"}, {"mustChange", false}});
    ASSERT_EQ(ticket.status, 201) << ticket.text;
    EXPECT_FALSE(ticket.body.at("mustChange").as_bool());
    EXPECT_TRUE(ticket.body.at("recipients").as_array().empty());
    const auto path = std::string(kWritebacks) + "/" + ticket.member("requestId");
    PageAnswer answer;
    std::thread submission([&] { answer = world.call(kGlobal, "POST", path, json::object{}); });
    const auto request = world.agent->next_request();
    EXPECT_EQ(request.binding.kind, core::Kind::unlock);
    EXPECT_FALSE(request.must_change);
    core::OutcomeDetails details;
    details.object = "CN=Anna,OU=Secret";
    details.right = "write_lockout_time";
    world.agent->answer(request.binding.request_id, core::Reason::permission_missing, details);
    submission.join();
    EXPECT_EQ(answer.reason(), "permission_missing");
    const auto& told = answer.body.at("outcome").at("details");
    EXPECT_EQ(told.at("object").as_string(), "CN=Anna,OU=Secret");
    EXPECT_EQ(told.at("right").as_string(), "write_lockout_time");
}

TEST(GraphWriteback, RefusesAKindThatIsNoneAndAPersonWhoIsNotThere) {
    GraphWorld world;
    EXPECT_EQ(world.call(kGlobal, "POST", kWritebacks, {{"kind", "change"}}).status, 400);
    EXPECT_EQ(world.call(kGlobal, "POST", kWritebacks, {{"kind", "describe"}}).status, 400);
    EXPECT_EQ(world.call(kGlobal, "POST", kWritebacks, {{"kind", "reset"}, {"mustChange", "no"}}).status, 400);
    const auto* nobody = "/beta/users/nobody@ex1.test/passwordWritebacks";
    EXPECT_EQ(world.call(kGlobal, "POST", nobody, {{"kind", "reset"}}).status, 404);
}

TEST(GraphWriteback, LeavesItToTheAgentToSayThatAnAccountIsDisabled) {
    GraphWorld world;
    world.add_person("bent", "", false);
    const auto* path = "/beta/users/bent@ex1.test/passwordWritebacks";
    EXPECT_EQ(world.call(kGlobal, "POST", path, {{"kind", "reset"}}).status, 201);
}

TEST(GraphWriteback, ResetPasswordInClearIsSealedAtTheEdgeAndFollowedAsAnOperation) {
    GraphWorld world;
    const auto accepted = world.call(kPassword, "POST", kReset, {{"newPassword", kSecret}});
    ASSERT_EQ(accepted.status, 202) << accepted.text;
    const auto operation = path_of(accepted);
    EXPECT_EQ(operation.find("/v1.0/users/" + world.id_of("anna") + "/authentication/operations/"), 0U) << operation;
    const auto request = world.agent->next_request();
    EXPECT_TRUE(request.must_change);
    EXPECT_EQ(request.initiated_by, core::InitiatedBy::administrator);
    const auto opened = world.agent->plaintext_of(request.sealed.value_or(""));
    EXPECT_EQ(opened.size(), 1604U);
    EXPECT_NE(opened.find(kSecret), std::string::npos);
    EXPECT_EQ(world.call(kPassword, "GET", operation).member("status"), "running");
    world.agent->answer(request.binding.request_id, core::Reason::password_in_history);
    ASSERT_TRUE(world.agent->acknowledged(request.binding.request_id));
    const auto failed = world.call(kPassword, "GET", operation);
    EXPECT_EQ(failed.member("status"), "failed");
    EXPECT_EQ(failed.member("statusDetail"), "password_in_history");

    world.tenant.kill_it(SIGTERM);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(world.tenant.folder())) {
        if (!entry.is_regular_file()) continue;
        EXPECT_EQ(read_file(entry.path().string()).find(kSecret), std::string::npos) << entry.path();
    }
}

TEST(GraphWriteback, ResetPasswordRefusesWhatIsNoPassword) {
    GraphWorld world;
    for (const json::object& wrong :
         {json::object{}, json::object{{"newPassword", ""}}, json::object{{"newPassword", 7}},
          json::object{{"newPassword", std::string(1025, 'x')}}}) {
        EXPECT_EQ(world.call(kGlobal, "POST", kReset, wrong).status, 400) << json::serialize(wrong);
    }
    const auto other_method =
        "/v1.0/users/anna@ex1.test/authentication/methods/3179e48a-750b-4051-897c-87b9720928f7/resetPassword";
    EXPECT_EQ(world.call(kGlobal, "POST", other_method, {{"newPassword", kSecret}}).status, 404);
    EXPECT_EQ(world.agent->waiting_requests(), 0U);
}

TEST(GraphWriteback, AsksTheDirectoryForAPersonsState) {
    GraphWorld world;
    PageAnswer state;
    const auto ask = [&] { state = world.get("/beta/users/anna@ex1.test/onPremisesState"); };
    std::thread first(ask);
    core::Outcome outcome;
    outcome.reason = core::Reason::succeeded;
    outcome.description.emplace();
    outcome.description->locked = true;
    world.agent->answer(world.agent->next_request().binding.request_id, outcome);
    first.join();
    EXPECT_TRUE(state.body.at("account").at("locked").as_bool()) << state.text;

    std::thread second(ask);
    world.agent->answer(world.agent->next_request().binding.request_id, core::Reason::user_not_found);
    second.join();
    EXPECT_EQ(state.status, 422);
    EXPECT_EQ(state.code(), "user_not_found");
}

}  // namespace
}  // namespace tilbage::testing
