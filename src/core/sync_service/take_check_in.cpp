#include "core/sync_service/take_check_in.h"

#include "core/sync_service/events.h"
#include "core/sync_service/lease.h"

namespace tilbage::core {

base::Result<SyncCheckInAnswer> TakeCheckIn::run(const Agent& agent, const SyncCheckIn& check_in) {
    SyncCheckInAnswer answer;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto taken = take(agent, check_in);
        if (!taken) return base::fail(taken.error());
        answer = std::move(*taken);
        return {};
    });
    if (!done) return base::fail(done.error());
    ports_.orders.tell(check_in.answers);
    ports_.look_at_alerts(agent.tenant_id);
    return answer;
}

base::Result<SyncCheckInAnswer> TakeCheckIn::take(const Agent& agent, const SyncCheckIn& check_in) {
    SyncCheckInAnswer answer;
    const auto& report = check_in.report;
    if (const auto kept = keep_report(agent, report); !kept) return base::fail(kept.error());
    auto leased = lease(agent, report);
    if (!leased) return base::fail(leased.error());
    answer.lease = std::move(*leased);
    if (const auto added = ports_.runs.add(agent.tenant_id, agent.id, agent.name, check_in.runs); !added)
        return base::fail(added.error());
    for (const auto& run : check_in.runs) answer.acknowledged_runs.push_back(run.id);
    if (const auto closed = ports_.orders.close(agent.tenant_id, check_in.answers); !closed)
        return base::fail(closed.error());
    auto orders = ports_.orders.for_agent(agent.tenant_id, agent.id, domains_of(report), answer.lease.held);
    if (!orders) return base::fail(orders.error());
    answer.orders = std::move(*orders);
    const auto settings = ports_.settings.read(agent.tenant_id);
    if (!settings) return base::fail(settings.error());
    answer.removal_threshold = settings->removal_threshold;
    return answer;
}

base::Result<void> TakeCheckIn::keep_report(const Agent& agent, const SyncReport& report) {
    const auto before = ports_.status.find(agent.id);
    if (!before) return base::fail(before.error());
    const auto now = ports_.clock.now();
    StoredSyncReport stored;
    stored.agent = agent.id;
    stored.report = report;
    stored.reported_at = now;
    if (report.state == SyncState::failed) {
        const auto since = *before ? (*before)->failing_since : std::nullopt;
        stored.failing_since = since.value_or(now);
    }
    return ports_.status.put(agent.tenant_id, stored);
}

base::Result<SyncLease> TakeCheckIn::lease(const Agent& agent, const SyncReport& report) {
    const auto reports = ports_.status.list(agent.tenant_id);
    if (!reports) return base::fail(reports.error());
    const auto now = ports_.boot_clock.now();
    const auto domains = domains_of(report);
    SyncLease lease;
    if (report.wants_lease && may_hold(agent.id, domains, *reports, now)) {
        const StoredLease mine{.agent = agent.id, .domains = domains, .until = {now.boot, now.time + kLeaseTime}};
        if (const auto set = ports_.status.set_lease(mine); !set) return base::fail(set.error());
        if (!holder_of(domains, *reports, now)) {
            base::log(sync_events::kLeaseTaken, {{"agent", agent.id.str()}, {"name", agent.name}});
        }
        lease = {
            .held = true, .holder = agent.name, .expires_at = ports_.clock.now() + kLeaseTime, .valid_for = kLeaseTime};
        return lease;
    }
    if (const auto dropped = ports_.status.drop_lease(agent.id); !dropped) return base::fail(dropped.error());
    const auto holder = holder_of(domains, *reports, now);
    if (holder && holder->agent != agent.id) {
        lease.holder = holder->agent_name;
        lease.expires_at = ports_.clock.now() + time_left(*holder->lease, now);
    }
    return lease;
}

}  // namespace tilbage::core
