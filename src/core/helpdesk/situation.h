// Everything that the helpdesk sees of a person at once: what keeps them out, what happened lately, and what can be
// done.
#pragma once

#include <string>
#include <vector>

#include "core/helpdesk/helpdesk_ports.h"
#include "core/helpdesk/obstacle.h"
#include "core/methods/usable_methods.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/ports/audit_search.h"
#include "core/ports/sign_in_attempt_store.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// The same thing, one or more times.
struct RecentEvent {
    std::string action;  // of the audit
    std::string result;
    int count = 0;
    base::TimePoint last_at;
    bool by_administrator = false;

    bool operator==(const RecentEvent&) const = default;
};

struct Situation {
    Person person;
    bool administrator = false;  // of the tenant: not for a Helpdesk Administrator to help
    std::vector<UsableMethod> methods;
    int methods_required = 1;
    VerifyCaller verify_caller = VerifyCaller::required;
    std::optional<CallerVerification> verification;  // of who asks
    std::vector<RecentEvent> recent;                 // the newest first
    std::vector<std::string> networks;               // that wrong passwords came from, the newest first
    std::vector<Obstacle> here;                      // what this tenant knows, beside the directory
};

// Any thread; one transaction.
class ReadSituation {
public:
    // `search` and `failures` outlive it.
    ReadSituation(const HelpdeskPorts& ports, AuditSearch& search, SignInAttemptStore& failures)
        : ports_(ports), search_(search), failures_(failures) {}

    // For every role that may read. Refusals: not_found, busy.
    [[nodiscard]] Answer<Situation> run(const Principal& administrator, const PersonId& person);

private:
    [[nodiscard]] Answer<Situation> read(const Principal& administrator, const PersonId& person);
    [[nodiscard]] base::Result<void> look_at_resets(Situation& situation, const PolicyInForce& policy);
    [[nodiscard]] base::Result<void> look_at_attempts(Situation& situation);
    [[nodiscard]] base::Result<void> look_at_audit(Situation& situation);

    HelpdeskPorts ports_;
    AuditSearch& search_;
    SignInAttemptStore& failures_;
};

// Of the directory and of here together, in the order of Trouble.
[[nodiscard]] std::vector<Obstacle> obstacles_of(const Situation& situation, const Outcome* live, base::TimePoint now);

}  // namespace tilbage::core
