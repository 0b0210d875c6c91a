// `tilbage-connect run`.
#pragma once

#include "connect/config.h"

namespace tilbage::connect {

// Works until SIGTERM or SIGINT. The exit code.
[[nodiscard]] int run_command(const Config& config);

}  // namespace tilbage::connect
