#include "core/sspr/issue_ticket.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

std::optional<Answer<Ticket>> issue(ResetWorld& world, const std::string& token, Kind kind = Kind::reset) {
    std::optional<Answer<Ticket>> answer;
    world.issue_ticket.run(token, kind, [&](Answer<Ticket> given) { answer = std::move(given); });
    return answer;
}

TEST(IssueTicket, BindsOneActToOnePersonForTwoMinutes) {
    ResetWorld world;
    world.bus.connect("one");
    const auto answer = issue(world, world.proven());
    ASSERT_TRUE(answer && answer->has_value());
    const auto& ticket = **answer;
    EXPECT_EQ(ticket.binding.source_anchor, world.person.anchor);
    EXPECT_EQ(ticket.binding.tenant_id, world.tenant);
    EXPECT_EQ(ticket.binding.kind, Kind::reset);
    EXPECT_EQ(ticket.binding.expires_at - ticket.binding.issued_at, 120);
    ASSERT_EQ(ticket.recipients.size(), 1U);
    EXPECT_EQ(ticket.recipients[0].kid, "kid-one");
    EXPECT_EQ(world.requests.requests.at(ticket.binding.request_id).state, RequestState::issued);
}

TEST(IssueTicket, SealsToEveryAgentThatIsThereOrWasJustNow) {
    ResetWorld world;
    world.bus.connect("one");
    world.bus.connect("two");
    world.events.agent_ready(world.tenant, AgentId("one"));
    world.bus.disconnect("one");
    world.events.agent_gone(world.tenant, AgentId("one"));
    EXPECT_EQ((*issue(world, world.proven()))->recipients.size(), 2U);
    world.alarms.pass(kRememberKeys);
    EXPECT_EQ((*issue(world, world.proven()))->recipients.size(), 1U);
}

TEST(IssueTicket, WaitsForAnAgentAndThenSaysThatThereIsNone) {
    ResetWorld world;
    const auto token = world.proven();
    std::optional<Answer<Ticket>> answer;
    world.issue_ticket.run(token, Kind::reset, [&](Answer<Ticket> given) { answer = std::move(given); });
    EXPECT_FALSE(answer);
    world.alarms.pass(kWaitForAgent);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->error().code, RefusalCode::agent_unavailable);
}

TEST(IssueTicket, TakesAnAgentThatComesWhileItWaits) {
    ResetWorld world;
    const auto token = world.proven();
    std::optional<Answer<Ticket>> answer;
    world.issue_ticket.run(token, Kind::reset, [&](Answer<Ticket> given) { answer = std::move(given); });
    world.alarms.pass(kWaitForAgent / 2);
    world.bus.connect("late");
    world.events.agent_ready(world.tenant, AgentId("late"));
    ASSERT_TRUE(answer && answer->has_value());
    EXPECT_EQ((*answer)->recipients[0].kid, "kid-late");
}

TEST(IssueTicket, NamesNoMoreKeysThanFitASubmission) {
    ResetWorld world;
    for (int i = 0; i < 40; ++i) world.bus.connect("agent-" + std::to_string(i));
    EXPECT_EQ((*issue(world, world.proven()))->recipients.size(), limits::kMaxRecipients);
}

TEST(IssueTicket, NeedsAProvenSession) {
    ResetWorld world;
    world.bus.connect("one");
    EXPECT_EQ(issue(world, "nothing")->error().code, RefusalCode::session_missing);
    const auto token = world.meant("annasor");
    EXPECT_EQ(issue(world, token)->error().code, RefusalCode::wrong_step);
    (void)world.send(token);
    EXPECT_EQ(issue(world, token)->error().code, RefusalCode::wrong_step);
    EXPECT_TRUE(world.requests.requests.empty());
}

TEST(IssueTicket, GivesNoneForSomebodyWhoIsNotFromADirectory) {
    ResetWorld world;
    world.bus.connect("one");
    const auto token = world.proven();
    world.person.anchor = {};
    world.put(world.person);
    EXPECT_EQ(issue(world, token)->error().code, RefusalCode::session_missing);
    EXPECT_TRUE(world.requests.requests.empty());
}

TEST(IssueTicket, UnlocksOnlyWhenTheOperatorSaysSoAndNeedsNoKeysForIt) {
    ResetWorld world;
    EXPECT_EQ(issue(world, world.proven(), Kind::unlock)->error().code, RefusalCode::kind_not_allowed);
    ResetWorld generous;
    generous.integration.settings.unlock_allowed = true;
    const auto ticket = issue(generous, generous.proven(Kind::unlock), Kind::unlock);
    ASSERT_TRUE(ticket && ticket->has_value());
    EXPECT_TRUE((*ticket)->recipients.empty());
    EXPECT_EQ(issue(generous, generous.proven(), Kind::change)->error().code, RefusalCode::kind_not_allowed);
}

TEST(IssueTicket, IsRefusedAtOnceWhenWritebackIsSwitchedOff) {
    ResetWorld world;
    world.bus.connect("one");
    const auto token = world.proven();
    world.integration.settings.writeback_enabled = false;
    EXPECT_EQ(issue(world, token)->error().code, RefusalCode::writeback_disabled);
    world.integration.settings.writeback_enabled = true;
    EXPECT_TRUE(issue(world, token)->has_value());
}

TEST(IssueTicket, EndsForAPersonWhoHasGoneMeanwhile) {
    ResetWorld world;
    world.bus.connect("one");
    const auto token = world.proven();
    world.people.people.clear();
    EXPECT_EQ(issue(world, token)->error().code, RefusalCode::session_missing);
}

}  // namespace
}  // namespace tilbage::core
