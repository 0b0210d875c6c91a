// Which agents a tenant has just now, whose keys a password may be sealed to, and waiting for one to appear.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "core/ports/alarms.h"
#include "core/ports/relay_bus.h"
#include "core/writeback/reason.h"

namespace tilbage::core {

// How long somebody waits for an agent before they are told that there is none.
constexpr base::Millis kWaitForAgent{5'000};
// A broken connection is back in seconds: keys of an agent that has gone are offered this long.
constexpr base::Millis kRememberKeys{60'000};

// Any thread.
class AgentPresence {
public:
    AgentPresence(const RelayBus& bus, Alarms& alarms, const base::Clock& clock)
        : bus_(bus), alarms_(alarms), clock_(clock) {}

    [[nodiscard]] bool any_connected(const TenantId& tenant) const { return !bus_.connected(tenant).empty(); }
    // Keys of agents that may write and are connected, or were just now, each kid once: every connected agent's first
    // (its newest) before further ones.
    [[nodiscard]] std::vector<SealingKey> sealing_keys(const TenantId& tenant) const;
    // Why sealing_keys() has none.
    [[nodiscard]] Reason why_no_keys(const TenantId& tenant) const;
    // Calls `then` once: when an agent says hello, or after `at_most`. At once when one is there.
    void when_connected(const TenantId& tenant, base::Millis at_most, std::function<void()> then);

    void agent_ready(const TenantId& tenant, const AgentId& agent);
    void agent_gone(const TenantId& tenant, const AgentId& agent);

private:
    using WaiterId = std::uint64_t;
    struct Waiter {
        TenantId tenant;
        std::function<void()> then;
    };
    struct Known {
        TenantId tenant;
        std::vector<SealingKey> keys;
        std::optional<base::TimePoint> gone_at;
    };
    struct State {
        WaiterId last = 0;
        std::map<WaiterId, Waiter> waiters;
        std::map<AgentId, Known> known;
    };
    void call(WaiterId id);

    const RelayBus& bus_;
    Alarms& alarms_;
    const base::Clock& clock_;
    mutable base::Guarded<State> state_;
};

}  // namespace tilbage::core
