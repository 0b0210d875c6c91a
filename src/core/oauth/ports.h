// What every step of a sign-in needs from the world. All of it outlives the use cases.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/ports/administrator_store.h"
#include "core/ports/administrator_token_store.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/authorization_store.h"
#include "core/ports/password_hasher.h"
#include "core/ports/person_store.h"
#include "core/ports/sign_in_store.h"
#include "core/ports/totp.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

struct SignInSettings {
    std::string base_url;  // "https://id.example.org"
    bool require_second_factor = true;
};

struct SignInPorts {
    TenantStore& tenants;
    AdministratorStore& administrators;
    AdministratorCredentialStore& credentials;
    SignInFlowStore& flows;
    SignInSessionStore& sessions;
    AuthorizationCodeStore& codes;
    DeviceCodeStore& devices;
    AdministratorTokenStore& tokens;
    AttemptCounter& attempts;
    AuditLog& audit;
    UnitOfWork& unit_of_work;
    PasswordHasher& hasher;
    const Totp& totp;
    const base::Clock& clock;
    base::Random& random;
    const base::SecretBytes& key;  // of a file beside the store: second factors, user codes
    SignInSettings settings;
};

}  // namespace tilbage::core
