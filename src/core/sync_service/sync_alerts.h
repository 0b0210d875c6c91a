// Mails to the Global Administrators when removals wait or the synchronisation is in trouble: once, and once when it is
// well again.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "core/ports/administrator_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/person_store.h"
#include "core/ports/sync_alert_store.h"
#include "core/ports/sync_mail_texts.h"
#include "core/ports/sync_status_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sync_service/sync_condition.h"

namespace tilbage::core {

// Trouble is told when it has been seen for so long: after a start of the tenant, or when its clock has jumped, agents
// that are well seem silent until they check in.
constexpr base::Millis kSeenFor{50'000};

class SyncAlerts {
public:
    struct Ports {
        SyncAlertStore& alerts;
        SyncStatusStore& status;
        TenantStore& tenants;
        AdministratorStore& administrators;
        MailOutbox& outbox;
        const SyncMailTexts& texts;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        const base::BootClock& boot_clock;
    };
    // All outlive it.
    explicit SyncAlerts(Ports ports) : ports_(ports) {}

    // Looks at what the tenant's agents said last. true: there are mails to be sent. Any thread.
    [[nodiscard]] base::Result<bool> look(const TenantId& tenant);
    // At every tenant: for what comes with time alone. To be called every minute or so.
    [[nodiscard]] base::Result<bool> look_at_all();

private:
    using Seen = std::map<std::pair<TenantId, SyncAlert>, base::Millis>;

    // Without the trouble that was seen just now.
    [[nodiscard]] std::vector<SyncCondition> confirmed(const TenantId& tenant, std::vector<SyncCondition> conditions,
                                                       const std::vector<SyncAlert>& told);
    [[nodiscard]] base::Result<bool> settle(const Tenant& tenant, const std::vector<StoredSyncReport>& reports,
                                            const std::vector<SyncCondition>& conditions);
    [[nodiscard]] Mail mail_of(const Tenant& tenant, const SyncCondition& condition) const;
    [[nodiscard]] base::Result<void> send(const TenantId& tenant, Mail mail);

    const Ports ports_;
    base::Guarded<Seen> seen_;  // trouble that is not told yet, and since when
};

// A user name that mail can be sent to: something on both sides of one @, a dot behind it, and no character that has a
// meaning in a mail's header.
[[nodiscard]] bool is_reachable_by_mail(std::string_view user_name);

}  // namespace tilbage::core
