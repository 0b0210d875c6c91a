// Where a reset session is, as every step answers it (docs/protocol.md §12).
#pragma once

#include <boost/json/object.hpp>

#include "adapters/http/message.h"
#include "core/sspr/session_in_force.h"

namespace tilbage::tenant {

[[nodiscard]] boost::json::object state_json(const core::SessionState& state);
// Filled up with spaces to a multiple of 1,024 bytes, so that its length tells nothing about methods and hints.
[[nodiscard]] adapters::http::Response state_response(unsigned status, const core::SessionState& state);

}  // namespace tilbage::tenant
