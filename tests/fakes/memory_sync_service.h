// The tenant's stores of the synchronisation in memory, by the same rules as those on disk (tests/contract), of one
// tenant. One thread.
#pragma once

#include <algorithm>
#include <map>

#include "core/ports/sync_alert_store.h"
#include "core/ports/sync_order_store.h"
#include "core/ports/sync_run_store.h"
#include "core/ports/sync_status_store.h"

namespace tilbage::fakes {

class MemorySyncStatus final : public core::SyncStatusStore {
public:
    std::map<core::AgentId, core::StoredSyncReport> reports;  // of one tenant; agents are named as their id

    base::Result<std::vector<core::StoredSyncReport>> list(const core::TenantId&) override {
        std::vector<core::StoredSyncReport> all;
        for (const auto& [id, report] : reports) all.push_back(report);
        return all;
    }
    base::Result<std::optional<core::StoredSyncReport>> find(const core::AgentId& agent) override {
        const auto found = reports.find(agent);
        if (found == reports.end()) return std::nullopt;
        return found->second;
    }
    base::Result<void> put(const core::TenantId&, const core::StoredSyncReport& report) override {
        auto& kept = reports[report.agent];
        auto lease = kept.lease;
        kept = report;
        kept.agent_name = report.agent.str();
        kept.lease = std::move(lease);
        return {};
    }
    base::Result<void> set_lease(const core::StoredLease& lease) override {
        const auto found = reports.find(lease.agent);
        if (found == reports.end()) return base::fail(base::ErrorCode::not_found, "an agent that never reported");
        found->second.lease = lease;
        return {};
    }
    base::Result<void> drop_lease(const core::AgentId& agent) override {
        if (const auto found = reports.find(agent); found != reports.end()) found->second.lease.reset();
        return {};
    }
    // As when it is removed in the portal.
    void remove(const std::string& agent) { reports.erase(core::AgentId(agent)); }
};

class MemorySyncRuns final : public core::SyncRunStore {
public:
    std::vector<core::StoredSyncRun> runs;

    base::Result<void> add(const core::TenantId&, const core::AgentId& agent, const std::string& agent_name,
                           const std::vector<core::SyncRun>& told) override {
        for (const auto& run : told) {
            const bool known = std::ranges::any_of(
                runs, [&](const auto& stored) { return stored.agent == agent && stored.run.id == run.id; });
            if (!known) runs.push_back({++last_, agent, agent_name, run});
        }
        return {};
    }
    base::Result<core::SyncRunPage> list(const core::TenantId&, std::optional<std::int64_t> before,
                                         int count) override {
        core::SyncRunPage page;
        for (auto it = runs.rbegin(); it != runs.rend(); ++it) {
            if (before && it->number >= *before) continue;
            if (page.runs.size() == static_cast<std::size_t>(count)) {
                page.more = true;
                break;
            }
            page.runs.push_back(*it);
        }
        return page;
    }
    base::Result<void> purge(base::TimePoint ended_before, int keep) override {
        std::erase_if(runs, [&](const auto& stored) { return stored.run.ended_at < ended_before; });
        const auto most = static_cast<std::size_t>(keep);
        if (runs.size() > most) runs.erase(runs.begin(), runs.end() - keep);
        return {};
    }

private:
    std::int64_t last_ = 0;
};

class MemorySyncOrders final : public core::SyncOrderStore {
public:
    std::vector<core::StoredSyncOrder> orders;

    base::Result<void> add(const core::StoredSyncOrder& order) override {
        orders.push_back(order);
        return {};
    }
    base::Result<std::vector<core::StoredSyncOrder>> open(const core::TenantId&, base::TimePoint now) override {
        std::vector<core::StoredSyncOrder> found;
        for (const auto& order : orders) {
            if (!order.answered_at && order.expires_at > now) found.push_back(order);
        }
        return found;
    }
    base::Result<bool> close(const core::TenantId& tenant, const core::SyncOrderAnswer& answer,
                             base::TimePoint now) override {
        for (auto& order : orders) {
            if (order.order.id != answer.id || order.tenant_id != tenant) continue;
            if (order.answered_at || order.expires_at <= now) return false;
            order.answered_at = now;
            order.problem = answer.problem;
            return true;
        }
        return false;
    }
    base::Result<std::vector<core::StoredSyncOrder>> list(const core::TenantId&, int count) override {
        std::vector<core::StoredSyncOrder> newest(orders.rbegin(), orders.rend());
        if (newest.size() > static_cast<std::size_t>(count)) newest.resize(static_cast<std::size_t>(count));
        return newest;
    }
    base::Result<void> purge(base::TimePoint requested_before) override {
        std::erase_if(orders, [&](const auto& order) { return order.requested_at < requested_before; });
        return {};
    }
};

class MemorySyncAlerts final : public core::SyncAlertStore {
public:
    std::vector<core::SyncAlert> alerts;

    base::Result<std::vector<core::SyncAlert>> list(const core::TenantId&) override { return alerts; }
    base::Result<bool> raise(const core::TenantId&, const core::SyncAlert& alert, base::TimePoint) override {
        if (std::ranges::find(alerts, alert) != alerts.end()) return false;
        alerts.push_back(alert);
        return true;
    }
    base::Result<void> clear(const core::TenantId&, const core::SyncAlert& alert) override {
        std::erase(alerts, alert);
        return {};
    }
};

}  // namespace tilbage::fakes
