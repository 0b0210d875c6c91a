// What every step of people's sign-in and account needs from the world. All of it outlives the use cases.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/methods/method_kind.h"
#include "core/ports/account_session_store.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/integration_store.h"
#include "core/ports/person_store.h"
#include "core/ports/request_store.h"
#include "core/ports/sign_in_attempt_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/eligibility.h"

namespace tilbage::core {

// What this tenant can do with methods.
struct MethodMeans {
    MethodKinds carried_out;     // verify people by
    MethodKinds registrable;     // have them register themselves
    bool use_work_mail = false;  // codes may go to the work mailbox when there is no alternate address
};

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
    EligibilityPorts eligibility;
    AuthenticationMethodStore& methods;
    MethodMeans means;
};

}  // namespace tilbage::core
