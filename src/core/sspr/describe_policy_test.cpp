#include "core/sspr/describe_policy.h"

#include <gtest/gtest.h>

#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

using Described = std::shared_ptr<std::optional<Answer<Description>>>;

Described describe(ResetWorld& world, const std::string& token) {
    auto answer = std::make_shared<std::optional<Answer<Description>>>();
    world.describe_policy.run(token, [answer](auto given) { *answer = std::move(given); });
    return answer;
}

void reply(ResetWorld& world, Reason reason, std::optional<Description> description = std::nullopt) {
    Outcome outcome;
    outcome.reason = reason;
    outcome.description = description;
    const auto& last = world.bus.sent.back();
    EXPECT_TRUE(world.events.outcome_arrived(world.tenant, last.agent, last.request.binding.request_id, outcome));
}

TEST(DescribePolicy, GivesWhatTheDirectorySays) {
    ResetWorld world;
    world.bus.connect("one");
    const auto answer = describe(world, world.proven());
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_EQ(world.bus.sent[0].request.binding.kind, Kind::describe);
    EXPECT_EQ(world.bus.sent[0].request.binding.source_anchor, world.person.anchor);
    Description description;
    description.policy.min_length = 14;
    reply(world, Reason::succeeded, description);
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ(answer->value(), description);
    EXPECT_TRUE(world.requests.requests.empty());  // nothing is stored
}

TEST(DescribePolicy, NeedsAProvenSession) {
    ResetWorld world;
    world.bus.connect("one");
    EXPECT_EQ(describe(world, world.start("annasor")->token)->value().error().code, RefusalCode::wrong_step);
    EXPECT_EQ(describe(world, "nothing")->value().error().code, RefusalCode::session_missing);
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(DescribePolicy, SaysWhenNobodyIsThereAndWhenNobodyAnswers) {
    ResetWorld world;
    const auto nobody = describe(world, world.proven());
    world.alarms.pass(kWaitForAgent);
    EXPECT_EQ(nobody->value().error().code, RefusalCode::agent_unavailable);
    world.bus.connect("silent");
    const auto silent = describe(world, world.proven());
    world.alarms.pass(kDescribeDeadline);
    EXPECT_EQ(silent->value().error().code, RefusalCode::agent_unavailable);
    EXPECT_EQ(world.bus.agents[0].in_flight, 0);
}

TEST(DescribePolicy, AsksAnotherAgentWhenOneGoesAway) {
    ResetWorld world;
    world.bus.connect("one");
    const auto answer = describe(world, world.proven());
    world.bus.disconnect("one");
    world.bus.connect("two");
    world.events.agent_gone(world.tenant, AgentId("one"));
    ASSERT_EQ(world.bus.sent.size(), 2U);
    EXPECT_EQ(world.bus.sent[1].agent.str(), "two");
    reply(world, Reason::directory_unavailable);
    EXPECT_EQ(answer->value().error().code, RefusalCode::directory_unavailable);
}

TEST(DescribePolicy, ShowsUnknownsWhereTheDirectoryTellsNothing) {
    ResetWorld world;
    world.bus.connect("one");
    const auto answer = describe(world, world.proven());
    reply(world, Reason::user_out_of_scope);
    ASSERT_TRUE(answer->value());
    EXPECT_EQ(answer->value()->policy.source, PolicySource::unknown);
}

}  // namespace
}  // namespace tilbage::core
