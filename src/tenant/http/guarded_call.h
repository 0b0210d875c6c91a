// What holds for every call of the reset page's API before its own handler sees it.
#pragma once

#include <optional>
#include <string>

#include "adapters/http/server.h"

namespace tilbage::tenant {

// Answers a POST whose Origin is not `origin` with 403 wrong_origin, and one that is not application/json with 415; the
// rest goes to `handler`.
[[nodiscard]] adapters::http::Handler guarded_post(std::string origin, adapters::http::Handler handler);

// The same of a call without a body: the Origin alone.
[[nodiscard]] adapters::http::Handler guarded_delete(std::string origin, adapters::http::Handler handler);

}  // namespace tilbage::tenant
