// Who is told that a password was set, as the tenant's policy says: the person, and the administrators when it was one
// of theirs.
#pragma once

#include "base/clock.h"
#include "core/ports/administrator_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/password_reset_policy_store.h"
#include "core/ports/person_store.h"

namespace tilbage::core {

class ResetNotices {
public:
    struct Ports {
        PersonStore& people;
        TenantStore& tenants;
        PasswordResetPolicyStore& policies;
        AdministratorStore& administrators;
        MailOutbox& outbox;
        const MailTexts& texts;
        const base::Clock& clock;
    };
    explicit ResetNotices(Ports ports) : ports_(ports) {}

    // Puts the mails into the outbox; a part of the transaction that this is called in. Any thread.
    [[nodiscard]] base::Result<void> send(const TenantId& tenant, const PersonId& person);

private:
    [[nodiscard]] base::Result<void> tell_person(const Tenant& tenant, const Person& person);
    [[nodiscard]] base::Result<void> tell_administrators(const Tenant& tenant, const Person& person);
    [[nodiscard]] base::Result<void> add(Mail mail, const std::string& to);

    Ports ports_;
};

}  // namespace tilbage::core
