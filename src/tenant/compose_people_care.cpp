#include "tenant/compose_people_care.h"

#include "tenant/compose_stores.h"

namespace tilbage::tenant {
namespace {

// It reads everybody: a third of a second of 100,000.
constexpr std::chrono::minutes kCountMethodsEvery{5};
constexpr std::chrono::hours kSweepEvery{1};
// Longer than a clock that was set wrong is ahead.
constexpr std::chrono::hours kKeepReminders{365 * 24};

}  // namespace

PeopleCare::PeopleCare(Stores& stores, const base::Clock& clock, base::Random& random, const core::MailTexts& texts,
                       core::DecoyShares& shares, const std::string& account_page, std::function<void()> wake_mail)
    : clock_(clock),
      stores_(stores),
      shares_(shares),
      manage_deleted_({stores.deleted_people, stores.people, stores.provisioning, stores.tenants, stores.audit,
                       *stores.database, clock, random}),
      sweep_({stores.people, stores.provisioning, stores.tenants, stores.audit, *stores.database, clock, random}),
      reminders_({stores.reminders, stores.tenants, stores.reset_policies, stores.integration, stores.provisioning,
                  stores.outbox, texts, zones_, stores.audit, *stores.database, clock},
                 account_page),
      wake_mail_(std::move(wake_mail)) {}

base::Result<void> PeopleCare::sweep_hourly() {
    if (clock_.now() < next_sweep_) return {};
    next_sweep_ = clock_.now() + kSweepEvery;
    return sweep_.run();
}

base::Result<void> PeopleCare::send_reminders() {
    if (const auto purged = stores_.reminders.purge(clock_.now() - kKeepReminders); !purged) return purged;
    const auto sent = reminders_.run();
    if (!sent) return base::fail(sent.error());
    if (*sent) wake_mail_();
    return {};
}

base::Result<void> PeopleCare::count_methods() {
    if (clock_.now() < next_count_) return {};
    next_count_ = clock_.now() + kCountMethodsEvery;
    adapters::sql::SqlMethodShares counting(*stores_.database);
    return shares_.refresh(stores_.tenants, counting);
}

}  // namespace tilbage::tenant
