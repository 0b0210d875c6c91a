// The help desk put together: a part of compose_graph.cpp, of its own because there is much of it.
#pragma once

#include <string>

#include "adapters/sql/audit_search.h"
#include "adapters/sql/caller_verification_store.h"
#include "adapters/sql/person_search.h"
#include "adapters/sql/sign_in_attempt_store.h"
#include "adapters/totp/oath_totp.h"
#include "core/helpdesk/caller_gate.h"
#include "core/helpdesk/caller_verifier.h"
#include "core/helpdesk/find_people.h"
#include "core/helpdesk/send_reset_link.h"
#include "core/helpdesk/situation.h"
#include "core/sspr/proof_checks.h"
#include "tenant/mail/helpdesk_texts.h"

namespace tilbage::tenant {

class Helpdesk {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        adapters::sql::Database& database;
        core::PersonStore& people;
        core::TenantStore& tenants;
        core::EligibilityPorts eligibility;
        core::IntegrationStore& integration;
        core::AuthenticationMethodStore& methods;
        core::AttemptCounter& attempts;
        core::AuditLog& audit;
        core::MailOutbox& outbox;
        core::TextOutbox* text_outbox;
        const base::SecretBytes& key;
        core::MethodKinds available_methods;
        const base::Clock& clock;
        base::Random& random;
    };
    Helpdesk(const Shared& shared, core::ResetSettings settings, const std::string& base_url);
    Helpdesk(const Helpdesk&) = delete;
    Helpdesk& operator=(const Helpdesk&) = delete;

    [[nodiscard]] core::CallerGate& gate() { return gate_; }
    [[nodiscard]] core::CallerVerifier& callers() { return callers_; }
    [[nodiscard]] core::SendResetLink& reset_links() { return reset_links_; }
    [[nodiscard]] core::ReadSituation& situations() { return situations_; }
    [[nodiscard]] core::FindPeople& find_people() { return find_people_; }
    [[nodiscard]] base::Result<void> purge() { return verifications_.purge(clock_.now()); }

private:
    const base::Clock& clock_;
    adapters::sql::SqlCallerVerificationStore verifications_;
    adapters::sql::SqlSignInAttemptStore failures_;
    adapters::sql::SqlAuditSearch audit_search_;
    adapters::sql::SqlPersonSearch search_;
    adapters::totp::OathTotp totp_;
    core::AuthenticatorCheck app_;
    HelpdeskTexts texts_;
    core::CallerGate gate_;
    core::HelpdeskPorts ports_;
    core::CallerVerifier callers_;
    core::SendResetLink reset_links_;
    core::ReadSituation situations_;
    core::FindPeople find_people_;
};

}  // namespace tilbage::tenant
