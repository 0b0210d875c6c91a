// Asks an agent for a person's rules and state. Nothing is stored: an answer that is lost is asked for again by whoever
// wants it.
#pragma once

#include <functional>
#include <map>

#include "base/guarded.h"
#include "base/random.h"
#include "core/ports/alarms.h"
#include "core/ports/person_store.h"
#include "core/ports/relay_bus.h"
#include "core/writeback/agent_presence.h"

namespace tilbage::core {

constexpr base::Millis kDescribeDeadline{8'000};

// Any thread.
class DescribeBroker {
public:
    // The outcome's reason is succeeded, with a description, or says why there is none.
    using Done = std::function<void(const Outcome&)>;

    DescribeBroker(RelayBus& bus, AgentPresence& presence, Alarms& alarms, const base::Clock& clock,
                   base::Random& random, PersonStore& people)
        : bus_(bus), presence_(presence), alarms_(alarms), clock_(clock), random_(random), people_(people) {}

    // Calls `done` once: with the agent's answer, or with agent_unavailable when none is there or answers in time.
    void describe(const TenantId& tenant, const SourceAnchor& anchor, Done done);

    // The same through this agent and no other.
    void describe_through(const TenantId& tenant, const AgentId& agent, const SourceAnchor& anchor, Done done);

    void agent_gone(const AgentId& agent);
    // false: not one of ours.
    [[nodiscard]] bool outcome_arrived(const AgentId& agent, const RequestId& request, const Outcome& outcome);

private:
    struct Pending {
        Request request;
        std::string domain;  // of the person; empty: not known
        Done done;
        AgentId at;
        std::optional<AgentId> only;  // no other may answer
        Alarms::Id alarm = 0;
    };
    using Table = std::map<RequestId, Pending>;

    [[nodiscard]] RequestId take_in(const TenantId& tenant, const SourceAnchor& anchor, std::optional<AgentId> only,
                                    Done done);
    void send(const RequestId& id);
    void finish(const RequestId& id, const Outcome& outcome);

    RelayBus& bus_;
    AgentPresence& presence_;
    Alarms& alarms_;
    const base::Clock& clock_;
    base::Random& random_;
    PersonStore& people_;
    base::Guarded<Table> pending_;
};

}  // namespace tilbage::core
