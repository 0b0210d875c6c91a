// The runs that agents have told, for administrators. Any thread; calls join the unit of work that is open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "core/sync_service/sync_run.h"

namespace tilbage::core {

struct StoredSyncRun {
    std::int64_t number = 0;  // in the order in which they were told
    AgentId agent;
    std::string agent_name;  // as it was then
    SyncRun run;
};

struct SyncRunPage {
    std::vector<StoredSyncRun> runs;
    bool more = false;
};

class SyncRunStore {
public:
    virtual ~SyncRunStore() = default;
    // One that this agent has told before is not added again.
    virtual base::Result<void> add(const TenantId& tenant, const AgentId& agent, const std::string& agent_name,
                                   const std::vector<SyncRun>& runs) = 0;
    // The newest first; only those with a smaller number than `before`.
    virtual base::Result<SyncRunPage> list(const TenantId& tenant, std::optional<std::int64_t> before, int count) = 0;
    // Drops those that ended before `ended_before`, and of each tenant all but the newest `keep`.
    virtual base::Result<void> purge(base::TimePoint ended_before, int keep) = 0;
};

}  // namespace tilbage::core
