// What the agents said last about their synchronisation, and who holds which lease. Any thread; calls join the unit of
// work that is open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/sync_service/check_in.h"

namespace tilbage::core {

struct StoredLease {
    AgentId agent;
    std::vector<std::string> domains;  // folded, sorted
    base::BootInstant until;
    bool operator==(const StoredLease&) const = default;
};

struct StoredSyncReport {
    AgentId agent;
    std::string agent_name;
    SyncReport report;
    base::TimePoint reported_at;
    std::optional<base::TimePoint> failing_since;  // its state has been `failed` ever since
    std::optional<StoredLease> lease;              // its last one, which may have run out
    bool operator==(const StoredSyncReport&) const = default;
};

class SyncStatusStore {
public:
    virtual ~SyncStatusStore() = default;
    // Of the tenant's agents that have checked in once and are still enrolled, by name.
    virtual base::Result<std::vector<StoredSyncReport>> list(const TenantId& tenant) = 0;
    virtual base::Result<std::optional<StoredSyncReport>> find(const AgentId& agent) = 0;
    // Inserts or replaces; `agent_name` and `lease` are not looked at.
    virtual base::Result<void> put(const TenantId& tenant, const StoredSyncReport& report) = 0;
    // The agent's only one. It has reported before.
    virtual base::Result<void> set_lease(const StoredLease& lease) = 0;
    virtual base::Result<void> drop_lease(const AgentId& agent) = 0;
};

}  // namespace tilbage::core
