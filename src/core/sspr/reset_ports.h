// What every step of a reset session needs from the world. All of it outlives the use cases.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/integration_store.h"
#include "core/ports/person_store.h"
#include "core/ports/request_store.h"
#include "core/ports/reset_session_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/eligibility.h"

namespace tilbage::core {

struct ResetPorts {
    TenantStore& tenants;
    PersonStore& people;
    ResetSessionStore& sessions;
    RequestStore& requests;
    IntegrationStore& integration;
    AttemptCounter& attempts;
    AuditLog& audit;
    UnitOfWork& unit_of_work;
    const base::Clock& clock;
    base::Random& random;
    EligibilityPorts eligibility;
    AuthenticationMethodStore& methods;
};

}  // namespace tilbage::core
