// What the use cases of the help desk need from the world. All of it outlives them.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/caller_verification_store.h"
#include "core/ports/helpdesk_texts.h"
#include "core/ports/integration_store.h"
#include "core/ports/person_store.h"
#include "core/ports/text_outbox.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/eligibility.h"
#include "core/sspr/proof_check.h"
#include "core/sspr/settings.h"

namespace tilbage::core {

struct HelpdeskPorts {
    PersonStore& people;
    TenantStore& tenants;
    EligibilityPorts eligibility;
    IntegrationStore& integration;
    AuthenticationMethodStore& methods;
    CallerVerificationStore& verifications;
    AttemptCounter& attempts;
    AuditLog& audit;
    MailOutbox& outbox;
    TextOutbox* text_outbox;  // null: this tenant sends no text messages
    const HelpdeskTexts& texts;
    ProofCheck& app;  // checks the codes of authenticator apps
    UnitOfWork& unit_of_work;
    const base::Clock& clock;
    base::Random& random;
    const base::SecretBytes& key;  // makes the codes' HMACs
    MethodKinds carried_out;       // what this tenant has the means for
    ResetSettings settings;
    std::string reset_page;  // its address, from the configuration: "https://reset.example.org/reset"
};

}  // namespace tilbage::core
