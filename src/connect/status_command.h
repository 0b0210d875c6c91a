// `tilbage-connect status`.
#pragma once

#include "connect/config.h"

namespace tilbage::connect {

// 0: the agent runs and is connected to the tenant; 1: it is not.
[[nodiscard]] int status_command(const Config& config, bool as_json);

}  // namespace tilbage::connect
