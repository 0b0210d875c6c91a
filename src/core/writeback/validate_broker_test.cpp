#include "core/writeback/validate_broker.h"

#include <gtest/gtest.h>

#include "fakes/fake_relay_bus.h"
#include "fakes/manual_alarms.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_identity.h"

namespace tilbage::core {
namespace {

class ValidateBrokerTest : public testing::Test {
protected:
    Binding binding() {
        const auto now = base::to_seconds(clock.now());
        return {RequestId("00000000-0000-4000-8000-000000000001"),
                TenantId("t"),
                SourceAnchor{},
                Kind::validate,
                now,
                now + 120};
    }
    void ask(std::vector<SealedFor> sealed) {
        broker.validate(binding(), std::move(sealed), [this](const Outcome& outcome) {
            ++calls;
            reason = outcome.reason;
        });
    }
    bool arrives(const std::string& agent, Reason what) {
        Outcome outcome;
        outcome.reason = what;
        return broker.outcome_arrived(AgentId(agent), binding().request_id, outcome);
    }

    fakes::ManualClock clock;
    fakes::ManualAlarms alarms{clock};
    fakes::FakeRelayBus bus;
    AgentPresence presence{bus, alarms, clock};
    fakes::MemoryPersonStore people;
    ValidateBroker broker{bus, presence, alarms, clock, people};
    int calls = 0;
    Reason reason = Reason::malformed;
};

TEST_F(ValidateBrokerTest, AnAgentGetsWhatIsSealedToItAndItsAnswerIsTheAnswer) {
    bus.connect("a");
    ask({{"kid-b", "for b"}, {"kid-a", "for a"}});
    ASSERT_EQ(bus.sent.size(), 1U);
    EXPECT_EQ(bus.sent[0].request.sealed, "for a");
    EXPECT_FALSE(bus.sent[0].request.redelivered);
    EXPECT_FALSE(arrives("b", Reason::succeeded)) << "it was not asked";
    EXPECT_TRUE(arrives("a", Reason::current_password_wrong));
    EXPECT_EQ(reason, Reason::current_password_wrong);
    EXPECT_FALSE(arrives("a", Reason::succeeded)) << "once";
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(bus.agents[0].in_flight, 0);
}

TEST_F(ValidateBrokerTest, WhatAnAgentHasHadIsGivenToNoOther) {
    bus.connect("a");
    ask({{"kid-a", "for a"}, {"kid-b", "for b"}});
    bus.connect("b");
    bus.disconnect("a");
    broker.agent_gone(AgentId("a"));
    EXPECT_EQ(bus.sent.size(), 1U);
    EXPECT_EQ(reason, Reason::outcome_unknown);
}

TEST_F(ValidateBrokerTest, OneThatWentBeforeItGotItLeavesItToAnother) {
    bus.connect("a");
    bus.connect("b");
    bus.refuse_next = true;
    ask({{"kid-a", "for a"}, {"kid-b", "for b"}});
    ASSERT_EQ(bus.sent.size(), 1U);
    EXPECT_EQ(calls, 0);
    EXPECT_TRUE(arrives(bus.sent[0].agent.str(), Reason::succeeded));
}

TEST_F(ValidateBrokerTest, AnAgentIsAskedThatServesThePersonsDomain) {
    Person person;
    person.id = PersonId("p");
    person.tenant_id = TenantId("t");
    person.domain = "ex2.test";
    people.people[person.id] = person;
    bus.connect("a").domains = {"ex1.test"};
    bus.connect("b").domains = {"ex2.test"};
    ask({{"kid-a", "for a"}, {"kid-b", "for b"}});
    ASSERT_EQ(bus.sent.size(), 1U);
    EXPECT_EQ(bus.sent[0].agent.str(), "b");
}

TEST_F(ValidateBrokerTest, WhyNobodyWasAskedIsTold) {
    auto& agent = bus.connect("a", 1);
    agent.in_flight = 1;
    ask({{"kid-a", "for a"}});
    EXPECT_EQ(reason, Reason::agent_busy);
    agent.writeback = false;
    ask({{"kid-a", "for a"}});
    EXPECT_EQ(reason, Reason::writeback_disabled);
    EXPECT_TRUE(bus.sent.empty());
}

TEST_F(ValidateBrokerTest, WithoutAnAgentItWaitsForOneAWhile) {
    ask({{"kid-a", "for a"}});
    EXPECT_EQ(calls, 0);
    alarms.pass(kWaitForAgent);
    EXPECT_EQ(reason, Reason::agent_unavailable);
    EXPECT_EQ(calls, 1);
}

TEST_F(ValidateBrokerTest, AnAgentThatDoesNotAnswerLeavesItUnknown) {
    bus.connect("a");
    ask({{"kid-a", "for a"}});
    alarms.pass(kValidateDeadline);
    EXPECT_EQ(reason, Reason::outcome_unknown);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(bus.agents[0].in_flight, 0);
}

}  // namespace
}  // namespace tilbage::core
