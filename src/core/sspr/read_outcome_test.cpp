#include "core/sspr/read_outcome.h"

#include <gtest/gtest.h>

#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

struct ReadWorld : ResetWorld {
    ReadWorld() {
        token = proven();
        stored.binding.request_id = RequestId("r1");
        stored.binding.tenant_id = tenant;
        stored.binding.expires_at = base::to_seconds(clock.now()) + 120;
        stored.binding.kind = Kind::unlock;
        stored.person_id = person.id;
        stored.state = RequestState::accepted;
        stored.deadline = clock.now() + std::chrono::seconds(30);
        put_request();
    }
    void put_request() { requests.requests[stored.binding.request_id] = stored; }
    std::shared_ptr<std::optional<Answer<RequestProgress>>> read(int wait, const std::string& as = {}) {
        auto answer = std::make_shared<std::optional<Answer<RequestProgress>>>();
        read_outcome.run(as.empty() ? token : as, RequestId("r1"), std::chrono::seconds(wait),
                         [answer](auto given) { *answer = std::move(given); });
        return answer;
    }
    std::string token;
    StoredRequest stored;
};

TEST(ReadOutcome, SaysNothingYetWhenItIsNotToWait) {
    ReadWorld world;
    const auto answer = world.read(0);
    ASSERT_TRUE(answer->has_value());
    EXPECT_FALSE(answer->value()->outcome);
}

TEST(ReadOutcome, WaitsAsLongAsItWasAskedTo) {
    ReadWorld world;
    const auto answer = world.read(3);
    world.alarms.pass(std::chrono::seconds(2));
    EXPECT_FALSE(answer->has_value());
    world.alarms.pass(std::chrono::seconds(1));
    ASSERT_TRUE(answer->has_value());
    EXPECT_FALSE(answer->value()->outcome);
}

TEST(ReadOutcome, AnswersAllWhoWaitWithTheSameOutcome) {
    ReadWorld world;
    const auto first = world.read(25);
    const auto second = world.read(25);
    Outcome outcome;
    outcome.reason = Reason::succeeded;
    world.waiters.publish(RequestId("r1"), outcome);
    EXPECT_EQ(first->value()->outcome, outcome);
    EXPECT_EQ(second->value()->outcome, outcome);
    EXPECT_EQ(world.alarms.pending(), 0U);
}

TEST(ReadOutcome, StillTellsASessionThatHasEnded) {
    ReadWorld world;
    world.stored.state = RequestState::completed;
    world.stored.outcome = Outcome{};
    world.stored.outcome->reason = Reason::succeeded;
    world.put_request();
    (void)world.person_sessions.end_resets_of(world.person.id);
    const auto answer = world.read(25);
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ(answer->value()->outcome->reason, Reason::succeeded);
    world.clock.advance(std::chrono::minutes(15));
    EXPECT_EQ(world.read(0)->value().error().code, RefusalCode::session_missing);
}

TEST(ReadOutcome, TellsNobodyElse) {
    ReadWorld world;
    EXPECT_EQ(world.read(0, world.start("nobody")->token)->value().error().code, RefusalCode::not_found);
    EXPECT_EQ(world.read(0, "no session")->value().error().code, RefusalCode::session_missing);
}

TEST(ReadOutcome, SettlesWhatAStoppedTenantLeftBehind) {
    ReadWorld world;
    world.clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(world.read(25)->value()->outcome->reason, Reason::deadline_passed);
    ReadWorld sent;
    sent.stored.state = RequestState::sent;
    sent.put_request();
    sent.clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(sent.read(25)->value()->outcome->reason, Reason::outcome_unknown);
}

}  // namespace
}  // namespace tilbage::core
