// What every step of people's sign-in and account needs from the world. All of it outlives the use cases.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/ports/account_session_store.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/integration_store.h"
#include "core/ports/person_store.h"
#include "core/ports/request_store.h"
#include "core/ports/sign_in_attempt_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

struct AccountPorts {
    TenantStore& tenants;
    PersonStore& people;
    AccountSessionStore& sessions;
    SignInAttemptStore& failures;
    RequestStore& requests;
    IntegrationStore& integration;
    AttemptCounter& attempts;
    AuditLog& audit;
    UnitOfWork& unit_of_work;
    const base::Clock& clock;
    base::Random& random;
    const base::SecretBytes& key;  // of keyed hashes
};

}  // namespace tilbage::core
