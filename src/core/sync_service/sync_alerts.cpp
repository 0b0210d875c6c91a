#include "core/sync_service/sync_alerts.h"

#include <algorithm>

namespace tilbage::core {
namespace {

constexpr std::chrono::hours kUsefulFor{3 * 24};

bool stands_in(const std::vector<SyncCondition>& conditions, const SyncAlert& alert) {
    return std::ranges::find(conditions, alert, &SyncCondition::alert) != conditions.end();
}

}  // namespace

base::Result<bool> SyncAlerts::look(const TenantId& tenant) {
    const auto reports = ports_.status.list(tenant);
    if (!reports) return base::fail(reports.error());
    const auto alerts = ports_.alerts.list(tenant);
    if (!alerts) return base::fail(alerts.error());
    const auto conditions = confirmed(tenant, sync_conditions(*reports, ports_.clock.now()), *alerts);
    const bool as_told =
        alerts->size() == conditions.size() &&
        std::ranges::all_of(*alerts, [&](const SyncAlert& alert) { return stands_in(conditions, alert); });
    if (as_told) return false;
    const auto found = ports_.tenants.find(tenant);
    if (!found) return base::fail(found.error());
    if (!*found) return false;
    bool mails = false;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto settled = settle(**found, *reports, conditions);
        if (!settled) return base::fail(settled.error());
        mails = *settled;
        return {};
    });
    if (!done) return base::fail(done.error());
    return mails;
}

std::vector<SyncCondition> SyncAlerts::confirmed(const TenantId& tenant, std::vector<SyncCondition> conditions,
                                                 const std::vector<SyncAlert>& told) {
    const auto now = ports_.boot_clock.now().time;
    return seen_.with([&](Seen& seen) {
        std::erase_if(seen, [&](const auto& entry) {
            return entry.first.first == tenant && !stands_in(conditions, entry.first.second);
        });
        std::erase_if(conditions, [&](const SyncCondition& condition) {
            if (condition.held || std::ranges::find(told, condition.alert) != told.end()) return false;
            const auto since = seen.emplace(std::pair(tenant, condition.alert), now).first->second;
            return now - since < kSeenFor;
        });
        return std::move(conditions);
    });
}

base::Result<bool> SyncAlerts::settle(const Tenant& tenant, const std::vector<StoredSyncReport>& reports,
                                      const std::vector<SyncCondition>& conditions) {
    bool mails = false;
    for (const auto& condition : conditions) {
        const auto is_new = ports_.alerts.raise(tenant.id, condition.alert, ports_.clock.now());
        if (!is_new) return base::fail(is_new.error());
        if (!*is_new) continue;
        if (const auto sent = send(tenant.id, mail_of(tenant, condition)); !sent) return base::fail(sent.error());
        mails = true;
    }
    const auto alerts = ports_.alerts.list(tenant.id);
    if (!alerts) return base::fail(alerts.error());
    for (const auto& alert : *alerts) {
        if (stands_in(conditions, alert)) continue;
        if (const auto cleared = ports_.alerts.clear(tenant.id, alert); !cleared) return base::fail(cleared.error());
        if (alert.kind != SyncAlertKind::trouble || !is_read(reports, alert.domains)) continue;
        const auto sent = send(
            tenant.id, ports_.texts.sync_well_again({.tenant_name = tenant.display_name, .domains = alert.domains}));
        if (!sent) return base::fail(sent.error());
        mails = true;
    }
    return mails;
}

Mail SyncAlerts::mail_of(const Tenant& tenant, const SyncCondition& condition) const {
    if (condition.held) {
        return ports_.texts.removals_held(
            {.tenant_name = tenant.display_name, .domains = condition.alert.domains, .held = *condition.held});
    }
    return ports_.texts.sync_trouble({.tenant_name = tenant.display_name,
                                      .domains = condition.alert.domains,
                                      .since = condition.since,
                                      .silent = condition.silent,
                                      .problem = condition.problem});
}

base::Result<void> SyncAlerts::send(const TenantId& tenant, Mail mail) {
    const auto administrators = ports_.administrators.list(tenant);
    if (!administrators) return base::fail(administrators.error());
    const auto now = ports_.clock.now();
    mail.useful_until = now + kUsefulFor;
    for (const auto& listed : *administrators) {
        const auto& administrator = listed.administrator;
        if (!administrator.has(Role::global_administrator) || !is_reachable_by_mail(administrator.user_name)) continue;
        mail.to = administrator.user_name;
        if (const auto added = ports_.outbox.add(mail, now); !added) return added;
    }
    return {};
}

base::Result<bool> SyncAlerts::look_at_all() {
    const auto tenants = ports_.tenants.all();
    if (!tenants) return base::fail(tenants.error());
    bool mails = false;
    for (const auto& tenant : *tenants) {
        const auto looked = look(tenant.id);
        if (!looked) return looked;
        mails = mails || *looked;
    }
    return mails;
}

bool is_reachable_by_mail(std::string_view user_name) {
    const auto at = user_name.find('@');
    if (at == std::string_view::npos || at == 0 || user_name.find('@', at + 1) != std::string_view::npos) return false;
    const auto domain = user_name.substr(at + 1);
    const auto dot = domain.find('.');
    const bool has_dot = dot != std::string_view::npos && dot > 0 && !domain.ends_with('.');
    constexpr std::string_view kMeansSomething = "<>()[],;:\\\"";
    return has_dot && std::ranges::none_of(user_name, [&](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte <= ' ' || byte == 0x7F || kMeansSomething.find(c) != std::string_view::npos;
           });
}

}  // namespace tilbage::core
