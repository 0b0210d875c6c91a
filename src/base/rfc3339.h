// Times as text (RFC 3339).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace tilbage::base {

// "2026-11-23T07:05:09.250Z": always UTC, always three digits after the point.
[[nodiscard]] std::string to_rfc3339(TimePoint time);
// Any offset and any number of digits after the point; what is finer than a millisecond is cut off. A leap second is
// the one after it.
[[nodiscard]] std::optional<TimePoint> from_rfc3339(std::string_view text);

}  // namespace tilbage::base
