// From "who are you" to an outcome, through the real program.
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

#include "integration/tenant/tenant_world.h"

namespace tilbage::testing {
namespace {

constexpr const char* kPassword = "Rødgrød-med-fløde-marker-7";

// Submits on a thread of its own, as a page that waits does.
class Submission {
public:
    Submission(const TenantWorld& world, const PersonAtPage& person, Sealable sealed)
        : thread_([this, &world, &person, sealed = std::move(sealed)] {
              PersonAtPage mine(world.tenant, person);
              answer_ = mine.submit(sealed.id, sealed.body);
          }) {}
    PageAnswer wait() {
        thread_.join();
        return answer_;
    }

private:
    PageAnswer answer_;
    std::thread thread_;
};

TEST(WholeWay, BringsASealedPasswordToTheAgentAndTheOutcomeToThePage) {
    TenantWorld world;
    PersonAtPage person(world.tenant);
    person.prove("EX1\\anna", world.mailbox, kAddress);
    const auto sealed = person.seal(kPassword);
    Submission submission(world, person, sealed);
    const auto request = world.agent->next_request();
    EXPECT_EQ(request.binding.request_id, sealed.id);
    EXPECT_FALSE(request.redelivered);
    EXPECT_TRUE(world.agent->opens(request.sealed.value_or(""), kPassword));
    world.agent->answer(sealed.id, core::Reason::succeeded);
    const auto answer = submission.wait();
    EXPECT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.reason(), "succeeded");
    EXPECT_TRUE(world.agent->acknowledged(sealed.id));

    EXPECT_EQ(person.outcome(sealed.id).reason(), "succeeded");  // the session has ended, its outcome can be read
    EXPECT_EQ(person.ticket().code(), "session_missing");
    const auto notice = world.mailbox.next(kAddress);
    EXPECT_NE(notice.text.find("UTC"), std::string::npos);
    EXPECT_FALSE(world.mailbox.next("anna@work.example").text.empty());
}

TEST(WholeWay, LeavesNothingSealedAndNoCodeInTheStore) {
    TenantWorld world;
    PersonAtPage person(world.tenant);
    person.begin("anna");
    person.send_code();
    const auto code = world.mailbox.next_code(kAddress);
    ASSERT_EQ(person.verify(code).status, 200);
    const auto sealed = person.seal(kPassword);
    Submission submission(world, person, sealed);
    const auto request = world.agent->next_request();
    world.agent->answer(sealed.id, core::Reason::succeeded);
    (void)submission.wait();
    (void)world.mailbox.next(kAddress);
    world.tenant.kill_it(SIGTERM);
    EXPECT_EQ(world.tenant.last_status(), 0);
    world.tenant.start();  // housekeeping runs at the start
    world.tenant.kill_it(SIGTERM);
    const auto cipher_text = request.sealed->substr(request.sealed->size() - 40);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(world.tenant.folder())) {
        if (!entry.is_regular_file()) continue;
        const auto content = read_file(entry.path().string());
        EXPECT_EQ(content.find(cipher_text), std::string::npos) << entry.path();
        EXPECT_EQ(content.find(kPassword), std::string::npos) << entry.path();
        EXPECT_EQ(content.find("    " + code), std::string::npos) << entry.path();  // as the mail has it
    }
}

TEST(WholeWay, LetsOneOfFiftySubmissionsThrough) {
    TenantWorld world;
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    const auto sealed = person.seal(kPassword);
    constexpr int kAtOnce = 50;
    std::vector<PageAnswer> answers(kAtOnce);
    std::vector<std::thread> threads;
    for (auto& answer : answers) {
        threads.emplace_back([&] { answer = PersonAtPage(world.tenant, person).submit(sealed.id, sealed.body); });
    }
    const auto request = world.agent->next_request();
    world.agent->answer(request.binding.request_id, core::Reason::succeeded);
    for (auto& thread : threads) thread.join();
    int through = 0;
    for (const auto& answer : answers) {
        if (answer.status == 200) ++through;
        if (answer.status != 200) EXPECT_EQ(answer.code(), "request_in_progress") << answer.text;
    }
    EXPECT_EQ(through, 1);
    EXPECT_EQ(world.agent->waiting_requests(), 0U);
}

TEST(WholeWay, TellsTheRuleAndLetsThePersonTryAgain) {
    TenantWorld world;
    PersonAtPage person(world.tenant);
    person.prove("anna@ex1.test", world.mailbox, kAddress);
    for (const auto reason : {core::Reason::password_too_short, core::Reason::succeeded}) {
        const auto sealed = person.seal(kPassword);
        Submission submission(world, person, sealed);
        (void)world.agent->next_request();
        core::OutcomeDetails details;
        if (reason == core::Reason::password_too_short) details.min_length = 14;
        world.agent->answer(sealed.id, reason, details);
        const auto answer = submission.wait();
        EXPECT_EQ(answer.reason(), core::to_string(reason));
        const auto& outcome = answer.body.at("outcome").as_object();
        EXPECT_EQ(outcome.at("retry").as_bool(), reason == core::Reason::password_too_short);
        EXPECT_EQ(outcome.at("details").as_object().contains("minLength"), details.min_length.has_value());
    }
}

TEST(WholeWay, KeepsTheMissingRightFromThePage) {
    TenantWorld world;
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    const auto sealed = person.seal(kPassword);
    Submission submission(world, person, sealed);
    (void)world.agent->next_request();
    core::OutcomeDetails details;
    details.object = "CN=Anna,OU=Secret";
    details.right = "Reset Password";
    world.agent->answer(sealed.id, core::Reason::permission_missing, details);
    const auto answer = submission.wait();
    EXPECT_EQ(answer.reason(), "permission_missing");
    EXPECT_EQ(answer.text.find("Secret"), std::string::npos);
    EXPECT_EQ(answer.text.find("Reset Password"), std::string::npos);
}

TEST(WholeWay, ShowsTheRulesThatTheDirectoryHas) {
    TenantWorld world;
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    std::thread agent([&] {
        const auto request = world.agent->next_request();
        core::Outcome outcome;
        outcome.reason = core::Reason::succeeded;
        outcome.description.emplace();
        outcome.description->policy.source = core::PolicySource::pso;
        outcome.description->policy.min_length = 14;
        outcome.description->locked = true;
        world.agent->answer(request.binding.request_id, outcome);
    });
    const auto answer = person.policy();
    agent.join();
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.body.at("policy").at("source").as_string(), "pso");
    EXPECT_EQ(answer.body.at("policy").at("minLength").as_int64(), 14);
    EXPECT_TRUE(answer.body.at("policy").at("complexity").is_null());
    EXPECT_EQ(answer.body.at("policy").at("maxLength").as_int64(), 256);
    EXPECT_TRUE(answer.body.at("account").at("locked").as_bool());
}

TEST(WholeWay, HandsMailInAgainWhenTheMailServerWasBusy) {
    TenantWorld world;
    world.mailbox.refuse(1);
    PersonAtPage person(world.tenant);
    person.begin("anna");
    person.send_code();
    EXPECT_EQ(person.verify(world.mailbox.next_code(kAddress)).status, 200);
}

}  // namespace
}  // namespace tilbage::testing
