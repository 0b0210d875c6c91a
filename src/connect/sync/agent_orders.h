// The command line's side of orders to the agent that runs beside it (LocalDesk is the other).
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/sync/sync_report.h"
#include "core/sync/sync_rules.h"
#include "core/sync_service/sync_order.h"

namespace tilbage::connect {

// Places the order and waits for its answer for as long as the agent runs. unavailable: no agent runs in that folder,
// or it ended meanwhile. Errors of the answer are errors here.
[[nodiscard]] base::Result<boost::json::object> ask_agent(const std::filesystem::path& state_dir,
                                                          core::SyncOrderKind kind, const std::string& argument);

// What other rules would mean, a preview each, by the agent that runs there. timeout: it has other work to do for
// longer than that.
[[nodiscard]] base::Result<std::vector<core::ScopePreview>> ask_preview(const std::filesystem::path& state_dir,
                                                                        const std::vector<core::WantedRules>& wanted,
                                                                        std::chrono::milliseconds patience);

}  // namespace tilbage::connect
