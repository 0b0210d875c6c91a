// What administrators ordered. Any thread; calls join the unit of work that is open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/sync_service/sync_order.h"

namespace tilbage::core {

struct StoredSyncOrder {
    TenantId tenant_id;
    SyncOrder order;
    AgentId agent;                     // for whom it was meant when it was given
    std::vector<std::string> domains;  // and what that one read; folded, sorted
    std::string requested_by;          // user name
    base::TimePoint requested_at;
    base::TimePoint expires_at;
    std::optional<base::TimePoint> answered_at;
    std::optional<SyncProblem> problem;  // of an answered one that could not be done
};

class SyncOrderStore {
public:
    virtual ~SyncOrderStore() = default;
    virtual base::Result<void> add(const StoredSyncOrder& order) = 0;
    // Not answered and not expired, in the order in which they were given.
    virtual base::Result<std::vector<StoredSyncOrder>> open(const TenantId& tenant, base::TimePoint now) = 0;
    // false: no such order in this tenant, or answered or expired before.
    virtual base::Result<bool> close(const TenantId& tenant, const SyncOrderAnswer& answer, base::TimePoint now) = 0;
    // The newest first.
    virtual base::Result<std::vector<StoredSyncOrder>> list(const TenantId& tenant, int count) = 0;
    virtual base::Result<void> purge(base::TimePoint requested_before) = 0;
};

}  // namespace tilbage::core
