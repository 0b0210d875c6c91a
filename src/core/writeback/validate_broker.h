// Has an agent ask the directory for one sign-in. Nothing is stored, and nothing is sent twice: a wrong password counts
// towards a lockout, so what is lost on the way is for the person to try again.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "base/guarded.h"
#include "core/ports/alarms.h"
#include "core/ports/person_store.h"
#include "core/ports/relay_bus.h"
#include "core/ports/request_store.h"
#include "core/writeback/agent_presence.h"

namespace tilbage::core {

constexpr base::Millis kValidateDeadline{15'000};

// Any thread.
class ValidateBroker {
public:
    using Done = std::function<void(const Outcome&)>;

    ValidateBroker(RelayBus& bus, AgentPresence& presence, Alarms& alarms, const base::Clock& clock,
                   PersonStore& people)
        : bus_(bus), presence_(presence), alarms_(alarms), clock_(clock), people_(people) {}

    // Calls `done` once. Without an agent's answer: agent_unavailable, agent_busy or writeback_disabled when it was
    // given to none, outcome_unknown when it was. `binding.kind` is validate; each request id only once.
    void validate(const Binding& binding, std::vector<SealedFor> sealed, Done done);

    void agent_gone(const AgentId& agent);
    // false: not one of ours.
    [[nodiscard]] bool outcome_arrived(const AgentId& agent, const RequestId& request, const Outcome& outcome);

private:
    struct Pending {
        Request request;
        std::vector<SealedFor> sealed;
        std::string domain;  // of the person; empty: not known, or nobody
        Done done;
        std::optional<AgentId> at;  // it was given to this one, or is just being
        Alarms::Id alarm = 0;
    };
    using Table = std::map<RequestId, Pending>;

    struct Handover {
        AgentId agent;
        Request request;
    };

    void send(const RequestId& id);
    [[nodiscard]] std::optional<Handover> reserve(const RequestId& id);
    void time_is_up(const RequestId& id);
    void finish(const RequestId& id, const Outcome& outcome);

    RelayBus& bus_;
    AgentPresence& presence_;
    Alarms& alarms_;
    const base::Clock& clock_;
    PersonStore& people_;
    base::Guarded<Table> pending_;
};

}  // namespace tilbage::core
