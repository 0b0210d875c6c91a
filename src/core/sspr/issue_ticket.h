// A ticket: the right to one act on one person within two minutes, and the keys that a password may be sealed to.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/ports/relay_bus.h"
#include "core/sspr/session_in_force.h"
#include "core/writeback/agent_presence.h"

namespace tilbage::core {

struct Ticket {
    Binding binding;
    std::vector<SealingKey> recipients;  // none for an unlock
};

class IssueTicket {
public:
    using Done = std::function<void(Answer<Ticket>)>;

    IssueTicket(ResetPorts ports, ResetMeans means, AgentPresence& agents)
        : ports_(ports), desk_(ports, means), agents_(agents) {}
    // Calls `done` once, at the latest when an agent was waited for in vain (agent_unavailable: there is nobody to seal
    // to). Further refusals: session_missing, wrong_step (no code was right yet), request_in_progress,
    // kind_not_allowed, writeback_disabled (switched off, or ticked on none of the agents), busy.
    void run(const std::string& session_token, Kind kind, Done done);

private:
    [[nodiscard]] Answer<SessionInForce> may_ask(const std::string& session_token, Kind kind);
    [[nodiscard]] Answer<Ticket> issue(const std::string& session_token, Kind kind);

    ResetPorts ports_;
    SessionDesk desk_;
    AgentPresence& agents_;
};

}  // namespace tilbage::core
