// A refusal of the core as an HTTP answer.
#pragma once

#include <string_view>

#include "adapters/http/message.h"
#include "core/sspr/refusal.h"

namespace tilbage::tenant {

// Logs the cause of a failed store under the request's id.
[[nodiscard]] adapters::http::Response refusal_response(const core::Refusal& refusal, std::string_view request_id);

}  // namespace tilbage::tenant
