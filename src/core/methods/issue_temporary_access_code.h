// The helpdesk gives somebody whom it has verified a code that serves once as a step of the reset page, or takes it
// back (docs/protocol.md §12).
#pragma once

#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/helpdesk/caller_gate.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/integration_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/person_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/eligibility.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

inline constexpr std::chrono::minutes kShortestAccessCode{10};
inline constexpr std::chrono::minutes kLongestAccessCode{480};
inline constexpr std::chrono::minutes kUsualAccessCode{60};

struct IssuedAccessCode {
    std::string code;  // nowhere else: the store has its HMAC
    base::TimePoint expires_at;
};

// Any thread; each call is one transaction. Global, Password and Helpdesk Administrators, asked here as well; who is a
// Helpdesk Administrator only, not for an administrator of the tenant: not_allowed.
class IssueTemporaryAccessCode {
public:
    struct Ports {
        PersonStore& people;
        TenantStore& tenants;
        EligibilityPorts eligibility;
        IntegrationStore& integration;
        AuthenticationMethodStore& methods;
        AttemptCounter& attempts;
        AuditLog& audit;
        MailOutbox& outbox;
        const MailTexts& texts;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
        CallerGate& gate;
    };
    // `key` makes the HMAC, and outlives this object.
    IssueTemporaryAccessCode(Ports ports, const base::SecretBytes& key) : ports_(ports), key_(key) {}

    // Replaces the person's older one, and tells them by mail that there is one. Refusals: not_allowed, not_found,
    // user_not_found (not from a directory), account_disabled, malformed (the lifetime), writeback_disabled,
    // kind_not_allowed (by the policy the person may not reset, or not with such a code),
    // caller_not_verified, too_many_attempts, busy.
    [[nodiscard]] Answer<IssuedAccessCode> issue(const Principal& administrator, const PersonId& person,
                                                 std::chrono::minutes lifetime);
    // Refusals: not_allowed, not_found (no such person, or they have none), busy.
    [[nodiscard]] Answer<void> take_back(const Principal& administrator, const PersonId& person);

private:
    [[nodiscard]] Answer<void> may_have_one(const Person& person, const PolicyInForce& in_force);
    [[nodiscard]] Answer<IssuedAccessCode> put(const Principal& administrator, const Person& person,
                                               std::chrono::minutes lifetime);
    [[nodiscard]] Answer<bool> remove_older(const Person& person);
    [[nodiscard]] base::Result<void> record(const Principal& administrator, const Person& person,
                                            std::string_view action, std::string details);
    [[nodiscard]] base::Result<void> tell(const Person& person, base::TimePoint until);

    Ports ports_;
    const base::SecretBytes& key_;
};

}  // namespace tilbage::core
