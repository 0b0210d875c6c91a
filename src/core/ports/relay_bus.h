// The tenant's connected agents: in this process today, across nodes by a message bus later. Any thread.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "core/identity/ids.h"
#include "core/writeback/outcome.h"
#include "core/writeback/request.h"
#include "crypto/ec_key.h"

namespace tilbage::core {

// A key that an agent opens sealed passwords with; the kid is the key's thumbprint.
struct SealingKey {
    std::string kid;
    crypto::Jwk jwk;
    bool operator==(const SealingKey&) const = default;
};

// An agent that has said hello and is still there.
struct ConnectedAgent {
    AgentId id;
    std::vector<SealingKey> sealing_keys;
    int in_flight = 0;                      // given to it and not yet answered
    int max_in_flight = 1;                  // what it says it can take at once
    bool writeback = true;                  // password writeback is ticked where it runs
    bool staging = false;                   // it watches, and writes nothing
    std::vector<std::string> domains = {};  // DNS names of those it serves; empty: it did not say
    [[nodiscard]] bool may_write() const { return writeback && !staging; }
    [[nodiscard]] bool has_room() const { return in_flight < max_in_flight; }
};

// Told what agents do. Calls come from any thread, for one agent one at a time and in order; they may call the bus.
class RelayListener {
public:
    virtual ~RelayListener() = default;
    virtual void agent_ready(const TenantId& tenant, const AgentId& agent) = 0;
    virtual void agent_gone(const TenantId& tenant, const AgentId& agent) = 0;
    // true: it is in the store, or will never be wanted, and the agent need not send it again.
    [[nodiscard]] virtual bool outcome_arrived(const TenantId& tenant, const AgentId& agent, const RequestId& request,
                                               const Outcome& outcome) = 0;
};

class RelayBus {
public:
    virtual ~RelayBus() = default;
    [[nodiscard]] virtual std::vector<ConnectedAgent> connected(const TenantId& tenant) const = 0;
    // Gives the request to the agent and counts it as in flight until its outcome arrives, release() or the agent goes.
    // false: the agent has gone and never got it.
    [[nodiscard]] virtual bool send(const AgentId& agent, const Request& request) = 0;
    // Nobody waits for this one any more.
    virtual void release(const AgentId& agent, const RequestId& request) = 0;
};

}  // namespace tilbage::core
