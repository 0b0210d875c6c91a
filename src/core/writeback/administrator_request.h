// An administrator resets a person's password or unlocks their account: a ticket, the sealed password, the outcome. The
// same way, and the same outcomes, as the person's own reset; the sign-in stands where the person's session stood.
#pragma once

#include <functional>
#include <vector>

#include "base/secret.h"
#include "core/helpdesk/caller_gate.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/sspr/issue_ticket.h"
#include "core/sspr/submit_sealed.h"

namespace tilbage::core {

// All outlive the use case.
struct AdministratorRequestPorts {
    PersonStore& people;
    RequestStore& requests;
    IntegrationStore& integration;
    AttemptCounter& attempts;
    UnitOfWork& unit_of_work;
    AgentPresence& agents;
    RequestBroker& broker;
    OutcomeWaiters& waiters;
    const base::Clock& clock;
    base::Random& random;
    CallerGate& gate;
    EligibilityPorts eligibility;
};

struct AdministratorTicket {
    Ticket ticket;
    bool must_change = false;
};

// Global, Password and Helpdesk Administrators may; asked here, whatever was asked before.
[[nodiscard]] bool may_write_back(const Principal& administrator);

// Any thread.
class AdministratorRequest {
public:
    using Issued = std::function<void(Answer<AdministratorTicket>)>;
    using Done = std::function<void(Answer<RequestProgress>)>;
    using Sent = std::function<void(Answer<RequestId>)>;

    AdministratorRequest(AdministratorRequestPorts ports, ResetSettings settings)
        : ports_(ports), settings_(settings) {}

    // Calls `done` once, at the latest when an agent was waited for in vain. `kind` is reset or unlock; `must_change`
    // counts for a reset only. Refusals: not_allowed (also: a Helpdesk Administrator, a reset, and an administrator of
    // the tenant), not_found (no such active person in the administrator's tenant),
    // kind_not_allowed, caller_not_verified, writeback_disabled, agent_unavailable, busy.
    void issue(const Principal& administrator, const PersonId& person, Kind kind, bool must_change, const Issued& done);
    // Uses the ticket that this administrator was given, once, and calls `done` once with the outcome. Refusals:
    // not_allowed, not_found, malformed, request_in_progress, request_expired, too_many_attempts, writeback_disabled,
    // busy.
    void submit(const Principal& administrator, const PersonId& person, const RequestId& request,
                std::vector<SealedFor> sealed, const Done& done);
    // For any administrator of the tenant who may write. Waits for at most `wait`. Refusals: not_allowed, not_found,
    // busy.
    void read(const Principal& administrator, const PersonId& person, const RequestId& request,
              std::chrono::seconds wait, const Done& done);
    // For clients that cannot seal: seals the password to every agent that may write, here and now, and calls `done`
    // once, when it is on its way. Refusals: as issue() and submit().
    void reset(const Principal& administrator, const PersonId& person, base::SecretBytes password, bool must_change,
               const Sent& done);

private:
    [[nodiscard]] Answer<Person> may_ask(const Principal& administrator, const PersonId& person, Kind kind);
    [[nodiscard]] Answer<void> may_act(const Principal& administrator, const PersonId& person, Kind kind);
    [[nodiscard]] Answer<AdministratorTicket> issue_now(const Principal& administrator, const PersonId& person,
                                                        Kind kind, bool must_change);
    [[nodiscard]] Answer<StoredRequest> find(const Principal& administrator, const PersonId& person,
                                             const RequestId& request);
    [[nodiscard]] Answer<StoredRequest> accept(const Principal& administrator, const PersonId& person,
                                               const RequestId& request, const std::vector<SealedFor>& sealed);
    [[nodiscard]] Answer<RequestBroker::Departure> take_in(const Principal& administrator, const PersonId& person,
                                                           const RequestId& request,
                                                           const std::vector<SealedFor>& sealed, Kind& kind);

    AdministratorRequestPorts ports_;
    ResetSettings settings_;
};

}  // namespace tilbage::core
