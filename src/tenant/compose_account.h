// People's sign-in and account put together: stores, use cases, routes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/http/router.h"
#include "adapters/sql/database.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/account/ports.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/passkeys.h"
#include "core/ports/password_hasher.h"
#include "core/ports/person_sessions.h"
#include "core/ports/text_outbox.h"
#include "core/sspr/settings.h"
#include "core/writeback/describe_broker.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/request_broker.h"
#include "core/writeback/validate_broker.h"

namespace tilbage::tenant {

class Account {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        adapters::sql::Database& database;
        core::TenantStore& tenants;
        core::PersonStore& people;
        core::AccountSessionStore& sessions;
        core::RequestStore& requests;
        core::IntegrationStore& integration;
        core::AttemptCounter& attempts;
        core::AuditLog& audit;
        core::AgentPresence& presence;
        core::RequestBroker& broker;
        core::ValidateBroker& validations;
        core::DescribeBroker& descriptions;
        core::OutcomeWaiters& waiters;
        core::Alarms& alarms;
        const base::Clock& clock;
        base::Random& random;
        const base::SecretBytes& key;
        core::EligibilityPorts eligibility;
        core::AuthenticationMethodStore& methods;
        core::PersonSessions& person_sessions;
        core::MailOutbox& outbox;
        const core::Passkeys* passkeys;  // null: this tenant's address is none that a passkey can be for
        core::TextOutbox* text_outbox;   // null: no provider, and nobody is offered to register a mobile phone
        const core::MailTexts& texts;
        core::PasswordHasher& answers;  // hashes of answers to security questions
        core::MethodKinds verifiable;   // what people can be verified by here
    };
    // `base_url`: this tenant's, from the configuration; for links in mails.
    Account(const Shared& shared, const core::ResetSettings& settings, const std::string& base_url);
    ~Account();
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;

    // The page's API. The router goes first. `queued` wakes who sends mails and text messages.
    void add_routes(adapters::http::Router& router, const std::string& origin, const std::function<void()>& queued);
    // What other parts need to know who is signed in.
    [[nodiscard]] const core::AccountPorts& ports() const;
    // Drops what has had its time.
    [[nodiscard]] base::Result<void> purge();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::tenant
