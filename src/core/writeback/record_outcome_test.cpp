#include "core/writeback/record_outcome.h"

#include <gtest/gtest.h>

#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

struct RecordWorld : ResetWorld {
    explicit RecordWorld(Kind kind = Kind::reset) {
        StoredRequest request;
        request.binding.request_id = id;
        request.binding.tenant_id = tenant;
        request.binding.kind = kind;
        request.person_id = person.id;
        request.state = RequestState::sent;
        request.sent_to = {agent};
        request.sealed = {{"kid", "jwe"}};
        (void)requests.add(request);
    }
    Recorded arrive(Outcome outcome) { return record.from_agent(tenant, agent, id, outcome)->how; }
    Recorded arrive(Reason reason) {
        Outcome outcome;
        outcome.reason = reason;
        return arrive(outcome);
    }
    RequestId id{"r1"};
    AgentId agent{"one"};
};

TEST(RecordOutcome, TellsEveryAddressOfAPersonWhosePasswordWasReset) {
    RecordWorld world;
    EXPECT_EQ(world.arrive(Reason::succeeded), Recorded::stored);
    std::vector<std::string> told;
    for (const auto& mail : world.outbox.mails) told.push_back(mail.mail.to);
    EXPECT_EQ(told, (std::vector<std::string>{"anna@home.example", "anna@other.example", "anna@work.example"}));
    EXPECT_EQ(world.outbox.mails[0].mail.html, "da-DK");  // the person's language
}

TEST(RecordOutcome, SendsNoNoticeForARefusalOrAnUnlock) {
    RecordWorld refused;
    refused.arrive(Reason::password_in_history);
    EXPECT_TRUE(refused.outbox.mails.empty());
    RecordWorld unlocked(Kind::unlock);
    unlocked.arrive(Reason::succeeded);
    EXPECT_TRUE(unlocked.outbox.mails.empty());
}

TEST(RecordOutcome, AWriteThatNobodyWasThereToMakeDoesNotCount) {
    for (const auto reason : {Reason::directory_unavailable, Reason::agent_unavailable}) {
        RecordWorld world;
        auto& counted = world.attempts.counts["reset.writes person:" + world.person.id.str()];
        counted = 3;
        world.arrive(reason);
        EXPECT_EQ(counted, 2);
    }
    RecordWorld refused;
    auto& counted = refused.attempts.counts["reset.writes person:" + refused.person.id.str()];
    counted = 3;
    refused.arrive(Reason::password_in_history);
    EXPECT_EQ(counted, 3);
}

TEST(RecordOutcome, ASuccessForgetsWhatThePersonTriedBefore) {
    RecordWorld world;
    const auto key = " person:" + world.person.id.str();
    for (const auto* name : {"reset.wrong_codes", "reset.codes_sent", "reset.wrong_authenticatorApp"}) {
        world.attempts.counts[name + key] = 4;
    }
    world.attempts.counts["reset.writes" + key] = 4;
    world.arrive(Reason::succeeded);
    EXPECT_EQ(world.attempts.counts.size(), 1U) << "but not how often was written";
}

TEST(RecordOutcome, WipesTheSealedPassword) {
    RecordWorld world;
    world.arrive(Reason::succeeded);
    EXPECT_TRUE(world.requests.requests.at(world.id).sealed.empty());
}

TEST(RecordOutcome, WritesTheMissingRightIntoTheAuditForTheAdministrator) {
    RecordWorld world;
    Outcome outcome;
    outcome.reason = Reason::permission_missing;
    outcome.details.object = "CN=O\"Brien\\, Pat\n,OU=People,DC=ex1,DC=test";
    outcome.details.right = "Reset Password";
    world.arrive(outcome);
    const auto& record = world.audit.records.back().record;
    EXPECT_EQ(record.action, "password.reset");
    EXPECT_EQ(record.result, "permission_missing");
    EXPECT_EQ(record.correlation_id, "r1");
    EXPECT_EQ(record.details, R"({"event_id":33004,"agent":"one",)"
                              R"("object":"CN=O\"Brien\\, Pat\u000a,OU=People,DC=ex1,DC=test",)"
                              R"("right":"Reset Password"})");
}

TEST(RecordOutcome, KeepsTheFirstKnownOutcome) {
    RecordWorld world;
    EXPECT_EQ(world.arrive(Reason::succeeded), Recorded::stored);
    EXPECT_EQ(world.arrive(Reason::password_refused), Recorded::stood);
    EXPECT_EQ(world.audit.records.size(), 1U);
    EXPECT_EQ(world.outbox.mails.size(), 3U);
}

TEST(RecordOutcome, ReplacesOnlyTheUnknown) {
    RecordWorld world;
    EXPECT_EQ(world.record.from_silence(world.id, Reason::agent_busy)->how, Recorded::stored);
    EXPECT_EQ(world.arrive(Reason::outcome_unknown), Recorded::stood);
    EXPECT_EQ(world.arrive(Reason::succeeded), Recorded::stored);
    EXPECT_EQ(world.record.from_silence(world.id, Reason::agent_busy)->outcome->reason, Reason::succeeded);
    EXPECT_EQ(world.audit.records.size(), 2U);
}

TEST(RecordOutcome, SettlesNoTicketThatWasNeverUsed) {
    RecordWorld world;
    world.requests.requests.at(world.id).state = RequestState::issued;
    EXPECT_FALSE(world.record.from_silence(world.id, Reason::deadline_passed)->outcome);
    EXPECT_TRUE(world.audit.records.empty());
}

}  // namespace
}  // namespace tilbage::core
