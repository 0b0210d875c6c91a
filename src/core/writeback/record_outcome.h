// Writes down how a request ended: store, session, audit and notice in one transaction.
#pragma once

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/account_session_store.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/person_sessions.h"
#include "core/ports/person_store.h"
#include "core/ports/request_store.h"
#include "core/ports/reset_session_store.h"
#include "core/ports/unit_of_work.h"
#include "core/writeback/reset_notices.h"

namespace tilbage::core {

// All outlive the use case.
struct RecordPorts {
    RequestStore& requests;
    ResetSessionStore& sessions;
    AccountSessionStore& accounts;
    PersonStore& people;
    TenantStore& tenants;
    AuditLog& audit;
    MailOutbox& outbox;
    const MailTexts& texts;
    UnitOfWork& unit_of_work;
    const base::Clock& clock;
    PasswordResetPolicyStore& policies;
    AdministratorStore& administrators;
    AttemptCounter& attempts;
    PersonSessions& person_sessions;
};

enum class Recorded {
    stored,           // this outcome stands now
    stood,            // another one did already
    unknown_request,  // no such request, or so old that it was dropped
    not_given_to_it,  // the agent was never given this request
    proves_nothing,   // another agent was given it as well, and this answer does not tell what that one did
};

struct RecordResult {
    Recorded how = Recorded::unknown_request;
    std::optional<Outcome> outcome;  // the one that stands now
};

// Any thread.
class RecordOutcome {
public:
    explicit RecordOutcome(RecordPorts ports)
        : ports_(ports),
          notices_({ports.people, ports.tenants, ports.policies, ports.administrators, ports.outbox, ports.texts,
                    ports.clock}) {}

    // An agent's answer; also a late one, which replaces outcome_unknown and closes the audit.
    [[nodiscard]] base::Result<RecordResult> from_agent(const TenantId& tenant, const AgentId& agent,
                                                        const RequestId& request, const Outcome& outcome);
    // Nobody answered in time. `if_unsent` (agent_unavailable, agent_busy, deadline_passed: nothing was changed) when
    // no agent was ever given the request, else outcome_unknown.
    [[nodiscard]] base::Result<RecordResult> from_silence(const RequestId& request, Reason if_unsent);

private:
    [[nodiscard]] base::Result<RecordResult> complete(const StoredRequest& request, const Outcome& outcome,
                                                      const std::string& actor_agent);
    [[nodiscard]] base::Result<void> settle_counters(const StoredRequest& request, Reason reason);
    [[nodiscard]] base::Result<void> follow_up(const StoredRequest& request, const Outcome& outcome,
                                               const std::string& actor_agent);

    RecordPorts ports_;
    ResetNotices notices_;
};

}  // namespace tilbage::core
