// Tells people by mail that their password expires: once for each expiry and day, whatever is killed in between and
// however often the clock is set. The record that somebody was told and the mail in the outbox are one transaction.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "core/ports/audit_log.h"
#include "core/ports/expiry_reminder_store.h"
#include "core/ports/integration_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/password_reset_policy_store.h"
#include "core/ports/person_store.h"
#include "core/ports/provisioning_revision.h"
#include "core/ports/time_zones.h"
#include "core/ports/unit_of_work.h"
#include "core/reminders/reminder_windows.h"

namespace tilbage::core {

// So many reminders wait in the outbox at most: what the mail server does not take is not made either, and with a call
// a minute it is the greatest number a minute.
inline constexpr int kMostRemindersWaiting = 500;

// Whether somebody in the window is to be told: enabled, their account not expired, with a mailbox. That of work serves
// before the expiry; after it, when that one may be shut, the alternate addresses as well.
[[nodiscard]] std::set<std::string> reminder_addresses(const Person& person, const ReminderWindow& window,
                                                       base::TimePoint now);

class SendExpiryReminders {
public:
    struct Ports {
        ExpiryReminderStore& reminders;
        TenantStore& tenants;
        PasswordResetPolicyStore& policies;
        IntegrationStore& integration;
        ProvisioningRevision& revision;
        MailOutbox& outbox;
        const MailTexts& texts;
        const TimeZones& zones;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
    };
    // `page`: the account page's address.
    SendExpiryReminders(Ports ports, std::string page) : ports_(ports), page_(std::move(page)) {}

    // To be called about every minute, by one thread. Gives whether there is something new in the outbox. A tenant
    // whose time zone this machine does not know fails, and the others get theirs.
    [[nodiscard]] base::Result<bool> run();

private:
    struct Round;
    // After which nobody is left to tell, until one of them changes.
    struct Seen {
        std::chrono::local_days day;
        std::int64_t policy = 0;
        std::int64_t revision = 0;
        bool operator==(const Seen&) const = default;
    };

    base::Result<bool> run_tenant(const Tenant& tenant);
    // Whether nobody is left.
    base::Result<bool> tell_window(Round& round, const ReminderWindow& window);
    base::Result<int> tell_page(Round& round, const ReminderWindow& window, int count,
                                std::optional<ReminderCursor>& cursor);
    base::Result<bool> tell(const Round& round, const ReminderWindow& window, const Person& person);
    base::Result<void> end_run(const Tenant& tenant);

    const Ports ports_;
    const std::string page_;
    std::map<TenantId, Seen> seen_;
};

}  // namespace tilbage::core
