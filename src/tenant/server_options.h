// The HTTP server of the configuration, with this program's limits and refusals.
#pragma once

#include "adapters/http/server.h"
#include "tenant/config.h"

namespace tilbage::tenant {

[[nodiscard]] adapters::http::Options server_options(const ServerConfig& server);

}  // namespace tilbage::tenant
