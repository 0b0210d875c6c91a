#include "core/account/change_password.h"

#include <gtest/gtest.h>

#include "fakes/account_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

class ChangeOwnPasswordTest : public testing::Test, protected fakes::AccountWorld {
protected:
    // Who still waits is told while there is somewhere to write the answer.
    ~ChangeOwnPasswordTest() override { waiters.release_all(); }

    Answer<Ticket> issue(const std::string& token) {
        std::optional<Answer<Ticket>> answer;
        change.issue(token, [&](auto given) { answer = std::move(given); });
        return *answer;
    }
    void submit(const std::string& token, const Ticket& ticket) {
        progress.reset();
        change.submit(token, ticket.binding.request_id, sealed(ticket, "the next one"),
                      [this](auto given) { progress = std::move(given); });
    }
    Answer<ChangeProgress> read(const std::string& token, const Ticket& ticket) {
        std::optional<Answer<ChangeProgress>> answer;
        change.read(token, ticket.binding.request_id, 0s, [&](auto given) { answer = std::move(given); });
        return *answer;
    }
    AccountStep step_of(const std::string& token) { return account_sessions.read(token)->step; }

    std::optional<Answer<ChangeProgress>> progress;
};

TEST_F(ChangeOwnPasswordTest, AChangeGoesTheWayOfAResetAndTheSessionGoesOnUnderANewValue) {
    const auto token = signed_in(Reason::password_must_change);
    const auto ticket = issue(token);
    ASSERT_TRUE(ticket.has_value());
    EXPECT_EQ(ticket->binding.kind, Kind::change);
    EXPECT_EQ(ticket->binding.source_anchor, person.anchor);
    submit(token, *ticket);
    EXPECT_FALSE(progress.has_value());
    agent_answers(Reason::succeeded);
    ASSERT_TRUE(progress && progress->has_value());
    EXPECT_EQ((*progress)->request.outcome->reason, Reason::succeeded);
    const auto next = (*progress)->new_token;
    ASSERT_FALSE(next.empty());
    EXPECT_EQ(step_of(next), AccountStep::signed_in);
    EXPECT_FALSE(account_sessions.read(token).has_value()) << "the old value is worth nothing";
    EXPECT_FALSE(outbox.mails.empty()) << "the person is told";
    const auto& record = audit.records.back().record;
    EXPECT_EQ(record.action, "password.change");
    EXPECT_EQ(record.actor, "person:" + person.id.str());
}

TEST_F(ChangeOwnPasswordTest, WhoLostTheAnswerReadsItWithTheValueOfBefore) {
    const auto token = signed_in();
    const auto ticket = issue(token);
    submit(token, *ticket);
    agent_answers(Reason::succeeded);
    const auto again = read(token, *ticket);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->request.outcome->reason, Reason::succeeded);
    EXPECT_TRUE(again->new_token.empty());
    alarms.pass(61s);
    EXPECT_EQ(read(token, *ticket).error().code, RefusalCode::session_missing);
}

TEST_F(ChangeOwnPasswordTest, ARefusalLeavesTheSessionAndAnotherTicketMayBeHad) {
    const auto token = signed_in(Reason::password_expired);
    const auto ticket = issue(token);
    submit(token, *ticket);
    EXPECT_EQ(issue(token).error().code, RefusalCode::request_in_progress);
    agent_answers(Reason::current_password_wrong);
    EXPECT_EQ((*progress)->request.outcome->reason, Reason::current_password_wrong);
    EXPECT_TRUE((*progress)->new_token.empty());
    EXPECT_EQ(step_of(token), AccountStep::change_password);
    EXPECT_TRUE(issue(token).has_value());
}

TEST_F(ChangeOwnPasswordTest, ASuccessSignsOutEverywhereElseAndAResetEverywhere) {
    const auto other = signed_in();
    const auto token = signed_in();
    const auto ticket = issue(token);
    submit(token, *ticket);
    agent_answers(Reason::succeeded);
    EXPECT_FALSE(account_sessions.read(other).has_value());
    EXPECT_TRUE(account_sessions.read((*progress)->new_token).has_value());

    StoredRequest reset;
    reset.binding = ticket->binding;
    reset.binding.request_id = RequestId("00000000-0000-4000-8000-00000000000a");
    reset.binding.kind = Kind::reset;
    reset.person_id = person.id;
    reset.state = RequestState::sent;
    reset.sent_to = {AgentId("one")};
    (void)requests.add(reset);
    Outcome done;
    done.reason = Reason::succeeded;
    (void)record.from_agent(tenant, AgentId("one"), reset.binding.request_id, done);
    EXPECT_TRUE(accounts.sessions.empty());
}

TEST_F(ChangeOwnPasswordTest, TheSynchronisationThatBringsTheChangeEndsNothing) {
    const auto token = signed_in();
    const auto ticket = issue(token);
    alarms.pass(100s);
    submit(token, *ticket);
    agent_answers(Reason::succeeded);
    auto synchronised = person;
    synchronised.on_premises.password_set_at = clock.now();
    put(synchronised);
    EXPECT_TRUE(account_sessions.read((*progress)->new_token).has_value());
}

TEST_F(ChangeOwnPasswordTest, ATicketServesOnceAndAnotherSessionCannotUseOrReadIt) {
    const auto token = signed_in();
    const auto ticket = issue(token);
    submit("another", *ticket);
    EXPECT_EQ(progress->error().code, RefusalCode::session_missing);
    submit(token, *ticket);
    submit(token, *ticket);
    EXPECT_EQ(progress->error().code, RefusalCode::request_in_progress);
    EXPECT_EQ(read("another", *ticket).error().code, RefusalCode::session_missing);
    auto unknown = *ticket;
    unknown.binding.request_id = RequestId("00000000-0000-4000-8000-00000000000b");
    EXPECT_EQ(read(token, unknown).error().code, RefusalCode::not_found);
}

TEST_F(ChangeOwnPasswordTest, ANewerTicketMakesTheOlderOneUseless) {
    const auto token = signed_in();
    const auto older = issue(token);
    const auto newer = issue(token);
    submit(token, *older);
    EXPECT_EQ(progress->error().code, RefusalCode::request_expired);
    submit(token, *newer);
    EXPECT_FALSE(progress.has_value());
}

TEST_F(ChangeOwnPasswordTest, TenChangesInAnHourAreEnough) {
    const auto token = signed_in();
    for (int i = 0; i < 10; ++i) {
        submit(token, *issue(token));
        agent_answers(Reason::password_in_history);
        EXPECT_TRUE(progress->has_value());
    }
    submit(token, *issue(token));
    EXPECT_EQ(progress->error().code, RefusalCode::too_many_attempts);
}

TEST_F(ChangeOwnPasswordTest, WithoutASessionOrWithWritebackSwitchedOffThereIsNoTicket) {
    EXPECT_EQ(issue("").error().code, RefusalCode::session_missing);
    const auto token = signed_in();
    integration.settings.writeback_enabled = false;
    EXPECT_EQ(issue(token).error().code, RefusalCode::writeback_disabled);
}

}  // namespace
}  // namespace tilbage::core
