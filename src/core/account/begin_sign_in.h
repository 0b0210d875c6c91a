// "Who are you?": a ticket to have one password tried, for people and for strangers' names alike.
#pragma once

#include <functional>
#include <string>

#include "core/account/ports.h"
#include "core/sspr/issue_ticket.h"
#include "core/writeback/agent_presence.h"

namespace tilbage::core {

struct BeginAccountSignInCommand {
    std::string user_id;        // as typed
    std::string locale;         // the page's language, BCP 47
    std::string realm_hint;     // a domain, or empty
    std::string address_block;  // the client's network, for counting
};

class BeginAccountSignIn {
public:
    using Done = std::function<void(Answer<Ticket>)>;

    BeginAccountSignIn(AccountPorts ports, AgentPresence& agents) : ports_(ports), agents_(agents) {}
    // Calls `done` once, at the latest when an agent was waited for in vain. Refusals: user_id_missing,
    // too_many_attempts, writeback_disabled, agent_unavailable, busy; each for everybody alike.
    void run(const BeginAccountSignInCommand& command, Done done);

private:
    [[nodiscard]] Answer<TenantId> admit(const BeginAccountSignInCommand& command);
    [[nodiscard]] Answer<Ticket> issue(const BeginAccountSignInCommand& command);

    AccountPorts ports_;
    AgentPresence& agents_;
};

}  // namespace tilbage::core
