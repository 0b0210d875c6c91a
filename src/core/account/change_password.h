// Changing one's own password: the current one and the new one, sealed together, on the way that a reset goes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/account/account_state.h"
#include "core/account/ports.h"
#include "core/sspr/issue_ticket.h"
#include "core/sspr/settings.h"
#include "core/sspr/submit_sealed.h"
#include "core/writeback/agent_presence.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/request_broker.h"

namespace tilbage::core {

// What came of a change so far; with the cookie's new value once it has succeeded.
struct ChangeProgress {
    RequestProgress request;
    std::string new_token;  // empty: the old value stays
};

class ChangePassword {
public:
    using IssueDone = std::function<void(Answer<Ticket>)>;
    using Done = std::function<void(Answer<ChangeProgress>)>;

    ChangePassword(AccountPorts ports, AgentPresence& agents, RequestBroker& broker, OutcomeWaiters& waiters,
                   ResetSettings settings)
        : ports_(ports), agents_(agents), broker_(broker), waiters_(waiters), settings_(settings) {}

    // A ticket. Calls `done` once. Refusals: session_missing, request_in_progress, writeback_disabled,
    // agent_unavailable, busy.
    void issue(const std::string& token, IssueDone done);
    // Uses it. Calls `done` once: with the outcome, or with a refusal before anything was sent: session_missing,
    // not_found, malformed, request_in_progress, request_expired, too_many_attempts, writeback_disabled, busy.
    void submit(const std::string& token, const RequestId& id, const std::vector<SealedFor>& sealed, Done done);
    // What came of it, after at most `wait`. Also for the value that a success has just replaced. Refusals:
    // session_missing, not_found, busy.
    void read(const std::string& token, const RequestId& id, std::chrono::seconds wait, Done done);

private:
    [[nodiscard]] Answer<OpenAccount> may_ask(const std::string& token);
    [[nodiscard]] Answer<Ticket> make_ticket(const std::string& token);
    [[nodiscard]] Answer<StoredRequest> accept(const std::string& token, const RequestId& id,
                                               const std::vector<SealedFor>& sealed);
    [[nodiscard]] Answer<StoredRequest> find_request(const PersonId& person, const RequestId& id);
    [[nodiscard]] Answer<StoredRequest> find_for(const std::string& token, const RequestId& id);
    [[nodiscard]] Answer<ChangeProgress> progress(const std::string& token, RequestProgress request);
    [[nodiscard]] Answer<std::string> renew(const std::string& token, const RequestId& id);

    AccountPorts ports_;
    AgentPresence& agents_;
    RequestBroker& broker_;
    OutcomeWaiters& waiters_;
    ResetSettings settings_;
};

}  // namespace tilbage::core
