// The synchronisation's resources in Graph's spelling.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "base/boot_clock.h"
#include "core/ports/sync_order_store.h"
#include "core/ports/sync_run_store.h"
#include "core/ports/sync_status_store.h"

namespace tilbage::tenant::graph {

[[nodiscard]] boost::json::object sync_agent_json(const core::StoredSyncReport& report, base::TimePoint now,
                                                  const base::BootInstant& boot);
// Of all agents together, staging and standing ones left aside; null: none wait.
[[nodiscard]] boost::json::value held_removals_json(const std::vector<core::StoredSyncReport>& reports);
[[nodiscard]] boost::json::object sync_run_json(const core::StoredSyncRun& run);
[[nodiscard]] boost::json::object sync_order_json(const core::StoredSyncOrder& order, base::TimePoint now);

}  // namespace tilbage::tenant::graph
