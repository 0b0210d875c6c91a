#include "core/reminders/send_expiry_reminders.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/identity/mail_address.h"
#include "core/identity/mail_addresses_of.h"
#include "core/reminders/reminder_events.h"

namespace tilbage::core {
namespace {

constexpr int kPage = 50;  // one transaction: short, because others want to write
constexpr std::chrono::hours kUsefulAfter{48};
constexpr std::int64_t kAccountDisabled = 0x2;  // UF_ACCOUNTDISABLE, MS-ADTS 2.2.16

}  // namespace

struct SendExpiryReminders::Round {
    const Tenant& tenant;
    ReminderSettings settings;
    bool writeback = false;
    base::TimePoint now;
    int told = 0;
};

std::set<std::string> reminder_addresses(const Person& person, const ReminderWindow& window, base::TimePoint now) {
    const auto& facts = person.on_premises;
    const bool disabled = !person.active || (facts.user_account_control & kAccountDisabled) != 0;
    const bool account_expired = facts.account_expires_at && *facts.account_expires_at <= now;
    if (disabled || account_expired || !person.from_directory()) return {};
    const auto& expires_at = facts.password_expires_at;
    if (!expires_at || *expires_at < window.from || *expires_at >= window.until) return {};
    auto addresses = window.day == 0 ? mail_addresses_of(person) : std::set{person.work_mail};
    std::erase_if(addresses, [](const auto& address) { return !is_mail_address(address); });
    return addresses;
}

base::Result<bool> SendExpiryReminders::run() {
    const auto tenants = ports_.tenants.all();
    if (!tenants) return base::fail(tenants.error());
    bool any = false;
    for (const auto& tenant : *tenants) {
        const auto told = run_tenant(tenant);
        if (!told) base::log(reminder_events::kRunFailed, {{"tenant", tenant.domain}, {"error", told.error().message}});
        any = any || (told && *told);
    }
    return any;
}

base::Result<bool> SendExpiryReminders::run_tenant(const Tenant& tenant) {
    const auto policy = ports_.policies.read(tenant.id);
    if (!policy) return base::fail(policy.error());
    if (!policy->reminders.enabled) return false;
    Round round{.tenant = tenant, .settings = policy->reminders, .writeback = false, .now = ports_.clock.now()};
    const auto due = reminders_due(round.settings, ports_.zones, round.now);
    if (!due) return base::fail(due.error());
    const auto revision = ports_.revision.revision(tenant.id);
    if (!revision) return base::fail(revision.error());
    const Seen seen{.day = due->day, .policy = policy->version, .revision = *revision};
    if (const auto last = seen_.find(tenant.id); last != seen_.end() && last->second == seen) return false;
    const auto integration = ports_.integration.read(tenant.id);
    if (!integration) return base::fail(integration.error());
    round.writeback = integration->writeback_enabled;
    for (const auto& window : due->windows) {
        const auto nobody_left = tell_window(round, window);
        if (!nobody_left) return base::fail(nobody_left.error());
        if (!*nobody_left) return round.told > 0;
    }
    if (const auto ended = end_run(tenant); !ended) return base::fail(ended.error());
    seen_[tenant.id] = seen;
    return round.told > 0;
}

base::Result<bool> SendExpiryReminders::tell_window(Round& round, const ReminderWindow& window) {
    std::optional<ReminderCursor> cursor;
    for (;;) {
        const auto waiting = ports_.outbox.reminders_waiting();
        if (!waiting) return base::fail(waiting.error());
        const auto count = static_cast<int>(std::min<std::int64_t>(kPage, kMostRemindersWaiting - *waiting));
        if (count <= 0) return false;
        const auto found = tell_page(round, window, count, cursor);
        if (!found) return base::fail(found.error());
        if (*found < count) return true;
    }
}

base::Result<int> SendExpiryReminders::tell_page(Round& round, const ReminderWindow& window, int count,
                                                 std::optional<ReminderCursor>& cursor) {
    int found = 0;
    int told = 0;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto people = ports_.reminders.due(round.tenant.id, window, cursor, count);
        if (!people) return base::fail(people.error());
        found = static_cast<int>(people->size());
        for (const auto& person : *people) {
            const auto sent = tell(round, window, person);
            if (!sent) return base::fail(sent.error());
            told += *sent ? 1 : 0;
        }
        if (!people->empty()) {
            const auto& last = people->back();
            cursor = {.expires_at = *last.on_premises.password_expires_at, .person = last.id};
        }
        if (told == 0) return {};
        auto runs = ports_.reminders.runs(round.tenant.id);
        if (!runs) return base::fail(runs.error());
        runs->open += told;
        runs->total += told;
        return ports_.reminders.set_runs(round.tenant.id, *runs);
    });
    if (!done) return base::fail(done.error());
    round.told += told;
    return found;
}

base::Result<bool> SendExpiryReminders::tell(const Round& round, const ReminderWindow& window, const Person& person) {
    const auto addresses = reminder_addresses(person, window, round.now);
    if (addresses.empty()) return false;
    const auto expires_at = *person.on_premises.password_expires_at;
    const auto local = ports_.zones.local(round.settings.time_zone, expires_at);
    if (!local) return base::fail(local.error());
    // Passwords of protected accounts are not taken over a web page.
    const bool may_change_here = round.writeback && !person.on_premises.admin_count;
    auto mail = ports_.texts.expiry_reminder({.locale = person.preferred_language,
                                              .tenant_name = round.tenant.display_name,
                                              .user_name = person.user_name,
                                              .expires = *local,
                                              .time_zone = round.settings.time_zone,
                                              .expired = window.day == 0,
                                              .link = may_change_here ? page_ : std::string{}});
    mail.useful_until = window.day == 0 ? round.now + kUsefulAfter : expires_at;
    mail.reminds_of = PasswordExpiry{.person = person.id, .expires_at = expires_at};
    for (const auto& address : addresses) {
        mail.to = address;
        if (const auto added = ports_.outbox.add(mail, round.now); !added) return base::fail(added.error());
    }
    const auto recorded = ports_.reminders.record(person, expires_at, window.day, round.now);
    if (!recorded) return base::fail(recorded.error());
    return true;
}

base::Result<void> SendExpiryReminders::end_run(const Tenant& tenant) {
    std::int64_t sent = 0;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto runs = ports_.reminders.runs(tenant.id);
        if (!runs) return base::fail(runs.error());
        if (runs->open == 0) return {};
        sent = runs->open;
        runs->open = 0;
        runs->ended_at = ports_.clock.now();
        if (const auto set = ports_.reminders.set_runs(tenant.id, *runs); !set) return set;
        AuditRecord record;
        record.tenant_id = tenant.id;
        record.at = *runs->ended_at;
        record.actor = "operator";
        record.action = "password.expiry_reminders";
        record.result = "succeeded";
        record.details = fmt::format(R"({{"people":{}}})", sent);
        return ports_.audit.append(record);
    });
    if (done && sent > 0) base::log(reminder_events::kRunEnded, {{"tenant", tenant.domain}, {"sent", sent}});
    return done;
}

}  // namespace tilbage::core
