// Times and durations as Active Directory writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace tilbage::adapters::ldap {

// Durations in policies are negative counts of 100 ns; 0 and the lowest number mean "never" (MS-ADTS 3.1.1.1). Seconds,
// 0 for never.
[[nodiscard]] std::int64_t duration_seconds(std::int64_t ticks);
// GeneralizedTime in UTC with whole seconds, "20261122181443.0Z" (RFC 4517 §3.3.13).
[[nodiscard]] std::optional<base::TimePoint> from_generalized_time(std::string_view text);

}  // namespace tilbage::adapters::ldap
