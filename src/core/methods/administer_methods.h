// Administrators see a person's methods, fill in an address or a mobile phone for them, and take methods away
// (docs/protocol.md §12).
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "core/helpdesk/caller_gate.h"
#include "core/methods/authentication_method.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/authentication_method_store.h"
#include "core/ports/change_link_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/person_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/eligibility.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// Any thread; each call is one transaction. Global, Password and Helpdesk Administrators, asked here as well; who is a
// Helpdesk Administrator only, not of an administrator of the tenant: not_allowed. Changes count as an administrator's
// writes, are audited without the address or number, and are told to the person by mail, at the old addresses and the
// new ones, with a link to say that it was not them.
class AdministerMethods {
public:
    struct Ports {
        PersonStore& people;
        TenantStore& tenants;
        EligibilityPorts eligibility;
        AuthenticationMethodStore& methods;
        ChangeLinkStore& links;
        AttemptCounter& attempts;
        AuditLog& audit;
        MailOutbox& outbox;
        const MailTexts& texts;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
        CallerGate& gate;
    };
    // `page`: the account page's address, from the configuration: "https://reset.example.org/account".
    AdministerMethods(Ports ports, std::string page) : ports_(ports), page_(std::move(page)) {}

    // In the order in which they were registered. Refusals: not_allowed, not_found, busy.
    [[nodiscard]] Answer<std::vector<AuthenticationMethod>> list(const Principal& administrator,
                                                                 const PersonId& person);
    // Serve at once, and are never proven. `typed`: an address; not the person's own work mailbox. One of each kind.
    // Refusals: not_allowed, not_found, destination_refused, request_in_progress (there is one that serves already),
    // caller_not_verified, too_many_attempts, busy.
    [[nodiscard]] Answer<AuthenticationMethod> add_email(const Principal& administrator, const PersonId& person,
                                                         const std::string& typed);
    // `typed` as in phone_number.h, a national number by the person's country.
    [[nodiscard]] Answer<AuthenticationMethod> add_phone(const Principal& administrator, const PersonId& person,
                                                         const std::string& typed);
    // Refusals: not_allowed, not_found (no such person, or no such method of this kind), too_many_attempts, busy.
    [[nodiscard]] Answer<void> remove(const Principal& administrator, const PersonId& person, MethodKind kind,
                                      const std::string& method_id);

private:
    [[nodiscard]] Answer<Person> find(const Principal& administrator, const PersonId& person);
    [[nodiscard]] Answer<void> count(const Principal& administrator, const PersonId& person);
    [[nodiscard]] Answer<AuthenticationMethod> add(const Principal& administrator, const Person& person,
                                                   MethodData data);
    [[nodiscard]] Answer<void> take_out(const Principal& administrator, const Person& person, MethodKind kind,
                                        const std::string& method_id);
    [[nodiscard]] base::Result<void> record(const Principal& administrator, const Person& person, MethodKind kind,
                                            std::string_view action);
    [[nodiscard]] base::Result<void> tell(const Person& person, const AuthenticationMethod& changed,
                                          MethodNotice::What what, const std::vector<AuthenticationMethod>& before);

    Ports ports_;
    std::string page_;
};

}  // namespace tilbage::core
