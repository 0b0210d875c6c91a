// Agents that are connected because a test says so, and what they were given. One thread.
#pragma once

#include <algorithm>
#include <vector>

#include "core/ports/relay_bus.h"

namespace tilbage::fakes {

class FakeRelayBus final : public core::RelayBus {
public:
    struct Sent {
        core::AgentId agent;
        core::Request request;
    };
    std::vector<core::ConnectedAgent> agents;  // all of one tenant
    std::vector<Sent> sent;
    bool refuse_next = false;  // the next send finds the agent gone

    core::ConnectedAgent& connect(const std::string& name, int max_in_flight = 8) {
        agents.push_back({core::AgentId(name), {{"kid-" + name, {"x-" + name, "y"}}}, 0, max_in_flight});
        return agents.back();
    }
    void disconnect(const std::string& name) {
        std::erase_if(agents, [&](const auto& agent) { return agent.id.str() == name; });
    }

    [[nodiscard]] std::vector<core::ConnectedAgent> connected(const core::TenantId&) const override { return agents; }
    [[nodiscard]] bool send(const core::AgentId& agent, const core::Request& request) override {
        const auto found = std::ranges::find(agents, agent, &core::ConnectedAgent::id);
        if (found == agents.end()) return false;
        if (std::exchange(refuse_next, false)) {
            agents.erase(found);
            return false;
        }
        ++found->in_flight;
        sent.push_back({agent, request});
        return true;
    }
    void release(const core::AgentId& agent, const core::RequestId&) override {
        const auto found = std::ranges::find(agents, agent, &core::ConnectedAgent::id);
        if (found != agents.end() && found->in_flight > 0) --found->in_flight;
    }
};

}  // namespace tilbage::fakes
