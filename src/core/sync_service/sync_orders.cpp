#include "core/sync_service/sync_orders.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "core/sync_service/lease.h"

namespace tilbage::core {
namespace {

bool holds(const StoredSyncReport& report, const base::BootInstant& now) {
    return report.lease && time_left(*report.lease, now) > base::Millis{0};
}

}  // namespace

// Those that hold a lease; where nobody does, those that are there.
base::Result<std::vector<StoredSyncReport>> SyncOrders::targets(const TenantId& tenant) {
    auto reports = ports_.status.list(tenant);
    if (!reports) return base::fail(reports.error());
    const auto now = ports_.clock.now();
    const auto boot = ports_.boot_clock.now();
    std::vector<StoredSyncReport> found;
    std::ranges::copy_if(*reports, std::back_inserter(found), [&](const auto& report) { return holds(report, boot); });
    if (!found.empty()) return found;
    std::ranges::copy_if(*reports, std::back_inserter(found),
                         [&](const auto& report) { return report.reported_at + kCheckedInWithin > now; });
    return found;
}

base::Result<std::vector<StoredSyncOrder>> SyncOrders::store(const Orderer& who, SyncOrder order,
                                                             const std::vector<StoredSyncReport>& targets) {
    const auto now = ports_.clock.now();
    std::vector<StoredSyncOrder> orders;
    for (const auto& target : targets) {
        order.id = SyncOrderId(base::new_uuid(ports_.random));
        orders.push_back({.tenant_id = who.tenant_id,
                          .order = order,
                          .agent = target.agent,
                          .domains = domains_of(target.report),
                          .requested_by = who.user_name,
                          .requested_at = now,
                          .expires_at = now + (order.kind == SyncOrderKind::explain ? kExplainWithin : kOrderLifetime),
                          .answered_at = std::nullopt,
                          .problem = std::nullopt});
        if (const auto added = ports_.orders.add(orders.back()); !added) return base::fail(added.error());
    }
    return orders;
}

base::Result<void> SyncOrders::record(const Orderer& who, SyncOrderKind kind) {
    AuditRecord record;
    record.tenant_id = who.tenant_id;
    record.at = ports_.clock.now();
    record.actor = who.actor;
    record.action = fmt::format("sync.{}", to_string(kind));
    record.result = "ordered";
    record.details = "{}";
    return ports_.audit.append(record);
}

Answer<void> SyncOrders::give(const Orderer& who, SyncOrderKind kind) {
    auto found = targets(who.tenant_id);
    if (!found) return refuse(found.error());
    if (found->empty()) return refuse(RefusalCode::agent_unavailable);
    if (kind == SyncOrderKind::allow_removals) {
        std::erase_if(*found, [](const StoredSyncReport& report) { return !report.report.held_removals; });
        if (found->empty()) return refuse(RefusalCode::not_found);
    }
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        if (const auto stored = store(who, {.id = {}, .kind = kind, .user = {}}, *found); !stored)
            return base::fail(stored.error());
        return record(who, kind);
    });
    if (!done) return refuse(done.error());
    for (const auto& target : *found) ports_.wake(target.agent);
    return {};
}

void SyncOrders::explain(const Orderer& who, const std::string& user, Done done) {
    const auto found = targets(who.tenant_id);
    if (!found) return done(refuse(found.error()));
    if (found->empty()) return done(refuse(RefusalCode::agent_unavailable));
    std::vector<StoredSyncOrder> orders;
    const auto stored = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto added = store(who, {.id = {}, .kind = SyncOrderKind::explain, .user = user}, *found);
        if (!added) return base::fail(added.error());
        orders = std::move(*added);
        return {};
    });
    if (!stored) return done(refuse(stored.error()));
    wait_for(orders, std::move(done));
    for (const auto& target : *found) ports_.wake(target.agent);
}

void SyncOrders::wait_for(const std::vector<StoredSyncOrder>& orders, Done done) {
    auto waiter = std::make_shared<Waiter>();
    waiter->done = std::move(done);
    waiter->missing = orders.size();
    waiters_.with([&](Waiters& waiters) {
        for (const auto& order : orders) waiters[order.order.id] = waiter;
        waiter->alarm = ports_.alarms.after(kExplainWithin, [this, waiter] { give_up(waiter); });
    });
}

base::Result<std::vector<SyncOrder>> SyncOrders::for_agent(const TenantId& tenant, const AgentId& agent,
                                                           const std::vector<std::string>& domains, bool holds_lease) {
    const auto open = ports_.orders.open(tenant, ports_.clock.now());
    if (!open) return base::fail(open.error());
    std::vector<SyncOrder> orders;
    for (const auto& order : *open) {
        // The lease may have passed to another since the order was given.
        if (order.agent == agent || (holds_lease && overlap(order.domains, domains))) orders.push_back(order.order);
    }
    return orders;
}

base::Result<void> SyncOrders::close(const TenantId& tenant, const std::vector<SyncOrderAnswer>& answers) {
    for (const auto& answer : answers) {
        const auto closed = ports_.orders.close(tenant, answer, ports_.clock.now());
        if (!closed) return base::fail(closed.error());
    }
    return {};
}

void SyncOrders::tell(const std::vector<SyncOrderAnswer>& answers) {
    for (const auto& answer : answers) {
        const auto ready = waiters_.with([&](Waiters& waiters) -> WaiterPtr {
            const auto found = waiters.find(answer.id);
            if (found == waiters.end()) return {};
            auto waiter = found->second;
            waiters.erase(found);
            const bool somebody = answer.explanation && (answer.explanation->found || answer.explanation->several);
            const bool better = !waiter->best.explanation || somebody;
            if (answer.explanation && better) waiter->best = {answer.explanation, std::nullopt};
            if (answer.problem && !waiter->best.explanation) waiter->best.problem = answer.problem;
            if (--waiter->missing > 0 && !somebody) return {};
            forget(waiters, waiter);
            return waiter;
        });
        if (!ready) continue;
        ports_.alarms.cancel(ready->alarm);
        ready->done(ready->best);
    }
}

void SyncOrders::give_up(const WaiterPtr& waiter) {
    const bool waiting = waiters_.with([&](Waiters& waiters) {
        const auto before = waiters.size();
        forget(waiters, waiter);
        return waiters.size() < before;
    });
    // Somebody who was not asked to the end may be the one that knows: what others did not find is no answer.
    if (waiting) waiter->done(Explained{});
}

void SyncOrders::forget(Waiters& waiters, const WaiterPtr& waiter) {
    std::erase_if(waiters, [&](const auto& entry) { return entry.second == waiter; });
}

void SyncOrders::release_all() {
    const auto all = waiters_.with([](Waiters& waiters) {
        std::set<WaiterPtr> found;
        for (const auto& [id, waiter] : waiters) found.insert(waiter);
        waiters.clear();
        return found;
    });
    for (const auto& waiter : all) {
        ports_.alarms.cancel(waiter->alarm);
        waiter->done(Explained{});
    }
}

}  // namespace tilbage::core
