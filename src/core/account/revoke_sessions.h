// An administrator signs a person out everywhere: a lost laptop, or somebody else who knew the password.
#pragma once

#include "base/clock.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/person_sessions.h"
#include "core/ports/person_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/eligibility.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

class RevokeSessions {
public:
    // All outlive the use case.
    struct Ports {
        PersonStore& people;
        EligibilityPorts eligibility;
        PersonSessions& sessions;
        AttemptCounter& attempts;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
    };
    explicit RevokeSessions(Ports ports) : ports_(ports) {}

    // Also of somebody who has none. Whom they may sign out: person_in_reach.h. Refusals: not_allowed, not_found,
    // too_many_attempts, busy. Any thread.
    [[nodiscard]] Answer<void> run(const Principal& administrator, const PersonId& person);

private:
    Ports ports_;
};

}  // namespace tilbage::core
