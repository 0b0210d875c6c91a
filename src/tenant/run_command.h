// `tilbage-tenant run`.
#pragma once

#include "tenant/config.h"

namespace tilbage::tenant {

// Serves until SIGTERM or SIGINT; SIGHUP reads the certificate again. The exit code.
[[nodiscard]] int run_command(const Config& config);

}  // namespace tilbage::tenant
