#include "core/writeback/request_broker.h"

#include <gtest/gtest.h>

#include "core/writeback/agent_presence.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;
using std::chrono::seconds;

Outcome outcome_of(Reason reason) {
    Outcome outcome;
    outcome.reason = reason;
    return outcome;
}

struct BrokerWorld : ResetWorld {
    // An accepted request whose password is sealed for the agents of these names.
    RequestId accept(const std::vector<std::string>& sealed_for = {"one", "two"}) {
        StoredRequest request;
        request.binding.request_id = RequestId("request-" + std::to_string(++count));
        request.binding.tenant_id = tenant;
        request.binding.source_anchor = person.anchor;
        request.binding.kind = Kind::reset;
        request.binding.issued_at = base::to_seconds(clock.now());
        request.binding.expires_at = request.binding.issued_at + 120;
        request.person_id = person.id;
        request.state = RequestState::accepted;
        request.deadline = clock.now() + seconds(30);
        for (const auto& name : sealed_for) request.sealed.push_back({"kid-" + name, "jwe-" + name});
        (void)requests.add(request);
        return request.binding.request_id;
    }
    RequestId accept_and_dispatch(const std::vector<std::string>& sealed_for = {"one", "two"}) {
        const auto id = accept(sealed_for);
        broker.dispatch(requests.requests.at(id));
        return id;
    }
    void say_hello(const std::string& name) {
        bus.connect(name);
        events.agent_ready(tenant, AgentId(name));
    }
    void lose(const std::string& name) {
        bus.disconnect(name);
        events.agent_gone(tenant, AgentId(name));
    }
    bool answer(const std::string& name, const RequestId& id, Reason reason) {
        for (auto& agent : bus.agents) {
            if (agent.id.str() == name && agent.in_flight > 0) --agent.in_flight;
        }
        return events.outcome_arrived(tenant, AgentId(name), id, outcome_of(reason));
    }
    [[nodiscard]] std::optional<Reason> reason_of(const RequestId& id) const {
        const auto& outcome = requests.requests.at(id).outcome;
        return outcome ? std::optional(outcome->reason) : std::nullopt;
    }
    int count = 0;
};

TEST(RequestBroker, GivesARequestToTheLeastBusyAgentThatCanOpenIt) {
    BrokerWorld world;
    world.bus.connect("one");
    world.bus.connect("two");
    world.bus.connect("three");
    world.bus.agents[0].in_flight = 2;
    world.bus.agents[1].in_flight = 1;
    world.accept_and_dispatch();
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_EQ(world.bus.sent[0].agent.str(), "two");
    EXPECT_EQ(world.bus.sent[0].request.sealed, "jwe-two");
}

TEST(RequestBroker, GivesARequestToAnAgentThatServesThePersonsDomain) {
    BrokerWorld world;
    world.person.domain = "ex2.test";
    world.people.people[world.person.id] = world.person;
    world.bus.connect("one").domains = {"ex1.test"};
    auto id = world.accept_and_dispatch();
    EXPECT_TRUE(world.bus.sent.empty()) << "it would answer that there is nobody";
    world.bus.connect("two").domains = {"ex1.test", "EX2.test"};
    world.events.agent_ready(world.tenant, AgentId("two"));
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_EQ(world.bus.sent[0].agent.str(), "two");
}

TEST(RequestBroker, AnAgentThatDidNotSayWhomItServesServesEverybody) {
    BrokerWorld world;
    world.person.domain = "ex2.test";
    world.people.people[world.person.id] = world.person;
    world.bus.connect("one");
    world.accept_and_dispatch();
    EXPECT_EQ(world.bus.sent.size(), 1U);
}

TEST(RequestBroker, MarksARequestSentBeforeItIsSent) {
    BrokerWorld world;
    world.bus.connect("one");
    const auto id = world.accept_and_dispatch();
    EXPECT_EQ(world.requests.requests.at(id).state, RequestState::sent);
    EXPECT_EQ(world.requests.requests.at(id).sent_to, std::vector{AgentId("one")});
}

TEST(RequestBroker, MarksAPreparedRequestSentAndSendsItWhenItDeparts) {
    BrokerWorld world;
    world.bus.connect("one");
    const auto id = world.accept();
    auto departure = world.broker.prepare(world.requests.requests.at(id));
    ASSERT_TRUE(departure);
    EXPECT_EQ(world.requests.requests.at(id).state, RequestState::sent);
    EXPECT_TRUE(world.bus.sent.empty());
    world.broker.depart(std::move(*departure));
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_FALSE(world.bus.sent[0].request.redelivered);
}

TEST(RequestBroker, KeepsNothingOfAPreparedRequestThatWasRolledBack) {
    BrokerWorld world;
    world.bus.connect("one");
    const auto id = world.accept();
    ASSERT_TRUE(world.broker.prepare(world.requests.requests.at(id)));
    world.requests.requests.at(id).state = RequestState::issued;
    world.broker.forget(id);
    EXPECT_EQ(world.broker.in_flight(), 0U);
    EXPECT_EQ(world.alarms.pending(), 0U);
    world.say_hello("two");
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(RequestBroker, SendsAPreparedRequestToAnotherAgentWhenTheFirstHasGoneMeanwhile) {
    BrokerWorld world;
    world.bus.connect("one");
    world.bus.connect("two");
    world.bus.agents[1].in_flight = 1;
    const auto id = world.accept();
    auto departure = world.broker.prepare(world.requests.requests.at(id));
    ASSERT_TRUE(departure);
    world.lose("one");
    world.broker.depart(std::move(*departure));
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_EQ(world.bus.sent[0].agent.str(), "two");
}

TEST(RequestBroker, SendsAPreparedRequestLaterWhenThereWasNoAgent) {
    BrokerWorld world;
    const auto id = world.accept();
    auto departure = world.broker.prepare(world.requests.requests.at(id));
    ASSERT_TRUE(departure);
    world.broker.depart(std::move(*departure));
    EXPECT_TRUE(world.bus.sent.empty());
    world.say_hello("one");
    EXPECT_EQ(world.bus.sent.size(), 1U);
}

TEST(RequestBroker, PreparesNothingWhenTheStoreFails) {
    BrokerWorld world;
    world.bus.connect("one");
    const auto request = world.requests.requests.at(world.accept());
    world.requests.broken = true;
    EXPECT_FALSE(world.broker.prepare(request));
    EXPECT_EQ(world.broker.in_flight(), 0U);
    EXPECT_EQ(world.alarms.pending(), 0U);
}

TEST(RequestBroker, WaitsForAnAgentAndSendsWhenOneSaysHello) {
    BrokerWorld world;
    world.accept_and_dispatch();
    world.alarms.pass(seconds(3));
    EXPECT_TRUE(world.bus.sent.empty());
    world.say_hello("two");
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_FALSE(world.bus.sent[0].request.redelivered);
}

TEST(RequestBroker, SaysAgentUnavailableAfterFiveSecondsWithoutOne) {
    BrokerWorld world;
    const auto id = world.accept_and_dispatch();
    world.alarms.pass(kWaitForAgent - base::Millis(1));
    EXPECT_FALSE(world.reason_of(id));
    world.alarms.pass(base::Millis(1));
    EXPECT_EQ(world.reason_of(id), Reason::agent_unavailable);
    world.say_hello("one");  // too late: nothing was changed, and nothing must be
    EXPECT_TRUE(world.bus.sent.empty());
    EXPECT_EQ(world.alarms.pending(), 0U);
}

TEST(RequestBroker, CountsAnAgentThatCannotOpenTheSealAsNone) {
    BrokerWorld world;
    world.say_hello("three");
    const auto id = world.accept_and_dispatch();
    world.alarms.pass(kWaitForAgent);
    EXPECT_EQ(world.reason_of(id), Reason::agent_unavailable);
}

TEST(RequestBroker, WaitsForRoomAndSaysBusyWhenThereIsNone) {
    BrokerWorld world;
    world.bus.connect("one", 1);
    const auto first = world.accept_and_dispatch({"one"});
    const auto second = world.accept_and_dispatch({"one"});
    const auto third = world.accept_and_dispatch({"one"});
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_TRUE(world.answer("one", first, Reason::succeeded));
    ASSERT_EQ(world.bus.sent.size(), 2U);
    EXPECT_EQ(world.bus.sent[1].request.binding.request_id, second);
    world.alarms.pass(seconds(33));
    EXPECT_EQ(world.reason_of(third), Reason::agent_busy);
    EXPECT_EQ(world.reason_of(second), Reason::outcome_unknown);  // that one was given out
}

TEST(RequestBroker, GivesALostRequestAgainToTheSameAgentWhenItComesBack) {
    BrokerWorld world;
    world.say_hello("one");
    world.say_hello("two");
    const auto id = world.accept_and_dispatch();
    const auto first = world.bus.sent[0].agent.str();
    world.lose(first);
    EXPECT_EQ(world.bus.sent.size(), 1U);  // the other agent cannot know: it waits a little
    world.alarms.pass(kHoldForSameAgent / 2);
    world.say_hello(first);
    ASSERT_EQ(world.bus.sent.size(), 2U);
    EXPECT_EQ(world.bus.sent[1].agent.str(), first);
    EXPECT_TRUE(world.bus.sent[1].request.redelivered);
    EXPECT_EQ(world.bus.sent[1].request.first_sent_at, world.bus.sent[0].request.first_sent_at);
    EXPECT_TRUE(world.answer(first, id, Reason::succeeded));
    EXPECT_EQ(world.reason_of(id), Reason::succeeded);
}

TEST(RequestBroker, WaitsUntilTheDeadlineForAnAgentThatWasLostWithARequest) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch({"one"});
    world.lose("one");
    world.alarms.pass(seconds(20));  // longer than anybody waits for a first agent
    EXPECT_FALSE(world.reason_of(id));
    world.say_hello("one");
    ASSERT_EQ(world.bus.sent.size(), 2U);
    EXPECT_TRUE(world.bus.sent[1].request.redelivered);
    EXPECT_TRUE(world.answer("one", id, Reason::succeeded));
    EXPECT_EQ(world.reason_of(id), Reason::succeeded);
}

TEST(RequestBroker, GivesALostRequestToAnotherAgentWhenTheFirstStaysAway) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch();
    world.say_hello("two");
    world.lose("one");
    world.alarms.pass(kHoldForSameAgent);
    ASSERT_EQ(world.bus.sent.size(), 2U);
    EXPECT_EQ(world.bus.sent[1].agent.str(), "two");
    EXPECT_TRUE(world.bus.sent[1].request.redelivered);
    EXPECT_EQ(world.bus.sent[1].request.sealed, "jwe-two");
    EXPECT_TRUE(world.answer("two", id, Reason::succeeded));
    EXPECT_EQ(world.reason_of(id), Reason::succeeded);
}

TEST(RequestBroker, DoesNotTakeASecondAgentsRefusalForTheFirstOnes) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch();
    world.say_hello("two");
    world.lose("one");
    world.alarms.pass(kHoldForSameAgent);
    EXPECT_TRUE(world.answer("two", id, Reason::directory_unavailable));  // the first one may have written
    EXPECT_FALSE(world.reason_of(id));
    world.alarms.pass(seconds(33));
    EXPECT_EQ(world.reason_of(id), Reason::outcome_unknown);
}

TEST(RequestBroker, SendsAtOnceElsewhereWhenAnAgentNeverGotIt) {
    BrokerWorld world;
    world.say_hello("one");
    world.say_hello("two");
    world.bus.refuse_next = true;
    world.accept_and_dispatch();
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_TRUE(world.bus.sent[0].request.redelivered);  // the store says that it was given out
}

TEST(RequestBroker, SaysUnknownAtTheDeadlineAndTakesALateOutcome) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch();
    std::optional<Outcome> told;
    world.waiters.wait(id, seconds(60), [&](auto outcome) { told = outcome; });
    world.alarms.pass(seconds(30) + kOutcomeGrace);
    EXPECT_EQ(told, outcome_of(Reason::outcome_unknown));
    EXPECT_EQ(world.bus.agents[0].in_flight, 0);
    EXPECT_TRUE(world.answer("one", id, Reason::succeeded));
    EXPECT_EQ(world.reason_of(id), Reason::succeeded);
    ASSERT_EQ(world.audit.records.size(), 2U);
    EXPECT_EQ(world.audit.records[0].record.result, "outcome_unknown");
    EXPECT_EQ(world.audit.records[1].record.result, "succeeded");
    EXPECT_NE(world.audit.records[1].record.details.find("\"late\":true"), std::string::npos);
}

TEST(RequestBroker, StartsNothingAfterTheDeadline) {
    BrokerWorld world;
    world.say_hello("one");
    world.accept_and_dispatch({"one"});
    world.lose("one");
    world.alarms.pass(seconds(30));
    world.say_hello("one");
    EXPECT_EQ(world.bus.sent.size(), 1U);
}

TEST(RequestBroker, TakesNoOutcomeFromAnAgentThatWasNotAsked) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch({"one"});
    world.say_hello("two");
    EXPECT_FALSE(world.answer("two", id, Reason::succeeded));
    EXPECT_FALSE(world.events.outcome_arrived(TenantId("another"), AgentId("one"), id, outcome_of(Reason::succeeded)));
    EXPECT_FALSE(world.reason_of(id));
}

TEST(RequestBroker, AcknowledgesWhatItKnowsAlreadyAndWhatItNeverWill) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch({"one"});
    EXPECT_TRUE(world.answer("one", id, Reason::succeeded));
    EXPECT_TRUE(world.answer("one", id, Reason::directory_unavailable));
    EXPECT_EQ(world.reason_of(id), Reason::succeeded);
    EXPECT_TRUE(world.answer("one", RequestId("long gone"), Reason::succeeded));
}

TEST(RequestBroker, DoesNotAcknowledgeWhatItCouldNotStore) {
    BrokerWorld world;
    world.say_hello("one");
    const auto id = world.accept_and_dispatch({"one"});
    world.requests.broken = true;
    EXPECT_FALSE(world.answer("one", id, Reason::succeeded));
    world.requests.broken = false;
    EXPECT_TRUE(world.answer("one", id, Reason::succeeded));
}

TEST(RequestBroker, TakesUpAfterARestartWhatTheStoreHolds) {
    BrokerWorld world;
    const auto fresh = world.accept({"one"});
    const auto sent = world.accept({"one"});
    (void)world.requests.mark_sent(sent, AgentId("one"), world.clock.now());
    world.clock.advance(seconds(2));
    world.broker.resume(world.tenant);
    world.say_hello("one");
    ASSERT_EQ(world.bus.sent.size(), 2U);
    for (const auto& [agent, request] : world.bus.sent) {
        EXPECT_EQ(request.redelivered, request.binding.request_id == sent);
    }
    EXPECT_TRUE(world.answer("one", fresh, Reason::succeeded));
    EXPECT_TRUE(world.answer("one", sent, Reason::succeeded));
    EXPECT_EQ(world.broker.in_flight(), 0U);
}

TEST(RequestBroker, SettlesAfterARestartWhatNoAgentTakes) {
    BrokerWorld world;
    const auto fresh = world.accept();
    const auto sent = world.accept();
    (void)world.requests.mark_sent(sent, AgentId("one"), world.clock.now());
    world.broker.resume(world.tenant);
    world.alarms.pass(seconds(33));
    EXPECT_EQ(world.reason_of(fresh), Reason::agent_unavailable);
    EXPECT_EQ(world.reason_of(sent), Reason::outcome_unknown);
}

}  // namespace
}  // namespace tilbage::core
