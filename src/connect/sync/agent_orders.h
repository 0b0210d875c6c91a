// The command line's side of orders to the agent that runs beside it (LocalDesk is the other).
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "core/sync_service/sync_order.h"

namespace tilbage::connect {

// Places the order and waits for its answer for as long as the agent runs. unavailable: no agent runs in that folder,
// or it ended meanwhile. Errors of the answer are errors here.
[[nodiscard]] base::Result<boost::json::object> ask_agent(const std::filesystem::path& state_dir,
                                                          core::SyncOrderKind kind, const std::string& argument);

}  // namespace tilbage::connect
