// Outcomes and descriptions as JSON, in the relay's snake_case (docs/protocol.md §3, §4). Private to the relay's codec
// and to those who keep outcomes as JSON text.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/writeback/outcome.h"

namespace tilbage::wire {

// {"reason", "details", "description"?}
[[nodiscard]] std::string encode_outcome(const core::Outcome& outcome);
[[nodiscard]] base::Result<core::Outcome> decode_outcome(std::string_view text);

}  // namespace tilbage::wire
