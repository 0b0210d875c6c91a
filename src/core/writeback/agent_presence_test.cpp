#include "core/writeback/agent_presence.h"

#include <gtest/gtest.h>

#include "fakes/fake_relay_bus.h"
#include "fakes/manual_alarms.h"

namespace tilbage::core {
namespace {

using std::chrono::seconds;

struct AgentPresenceTest : ::testing::Test {
    void say_hello(const std::string& name) {
        bus.connect(name);
        presence.agent_ready(tenant, AgentId(name));
    }
    void lose(const std::string& name) {
        bus.disconnect(name);
        presence.agent_gone(tenant, AgentId(name));
    }
    std::vector<std::string> kids() const {
        std::vector<std::string> found;
        for (const auto& key : presence.sealing_keys(tenant)) found.push_back(key.kid);
        return found;
    }
    TenantId tenant{"t1"};
    fakes::ManualClock clock;
    fakes::ManualAlarms alarms{clock};
    fakes::FakeRelayBus bus;
    AgentPresence presence{bus, alarms, clock};
    int calls = 0;
};

TEST_F(AgentPresenceTest, CallsAtOnceWhenAnAgentIsThere) {
    bus.connect("one");
    presence.when_connected(tenant, seconds(5), [&] { ++calls; });
    EXPECT_EQ(calls, 1);
    alarms.pass(seconds(5));
    EXPECT_EQ(calls, 1);
}

TEST_F(AgentPresenceTest, CallsAllWhoWaitWhenOneSaysHelloAndOnlyOnce) {
    presence.when_connected(tenant, seconds(5), [&] { ++calls; });
    presence.when_connected(tenant, seconds(5), [&] { ++calls; });
    presence.when_connected(TenantId("another"), seconds(5), [&] { calls += 100; });
    say_hello("one");
    EXPECT_EQ(calls, 2);
    alarms.pass(seconds(4));
    EXPECT_EQ(calls, 2);
}

TEST_F(AgentPresenceTest, CallsWhenTheTimeIsUp) {
    presence.when_connected(tenant, seconds(5), [&] { ++calls; });
    alarms.pass(seconds(5));
    EXPECT_EQ(calls, 1);
}

TEST_F(AgentPresenceTest, RemembersTheKeysOfOneThatWasJustHere) {
    say_hello("one");
    say_hello("two");
    lose("one");
    EXPECT_EQ(kids(), (std::vector<std::string>{"kid-two", "kid-one"}));
    alarms.pass(kRememberKeys);
    EXPECT_EQ(kids(), std::vector<std::string>{"kid-two"});
}

TEST_F(AgentPresenceTest, PutsEveryAgentsNewestKeyFirst) {
    for (const auto* name : {"one", "two"}) {
        auto& agent = bus.connect(name);
        agent.sealing_keys.push_back({std::string("old-") + name, {}});
    }
    EXPECT_EQ(kids(), (std::vector<std::string>{"kid-one", "kid-two", "old-one", "old-two"}));
}

TEST_F(AgentPresenceTest, ListsAKeyOnceWhenItsAgentIsBack) {
    say_hello("one");
    lose("one");
    say_hello("one");
    EXPECT_EQ(kids(), std::vector<std::string>{"kid-one"});
}

}  // namespace
}  // namespace tilbage::core
