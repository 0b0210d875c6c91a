// FILETIME, the directory's way of telling times: 100 ns since 1601-01-01 UTC (MS-DTYP 2.3.3).
#pragma once

#include <cstdint>

#include "base/clock.h"

namespace tilbage::core {

constexpr std::int64_t kFileTimeOfUnixEpoch = 116'444'736'000'000'000;
constexpr std::int64_t kFileTimePerMilli = 10'000;

[[nodiscard]] constexpr base::TimePoint from_file_time(std::int64_t file_time) {
    return base::from_millis((file_time - kFileTimeOfUnixEpoch) / kFileTimePerMilli);
}
[[nodiscard]] constexpr std::int64_t to_file_time(base::TimePoint time) {
    return base::to_millis(time) * kFileTimePerMilli + kFileTimeOfUnixEpoch;
}

}  // namespace tilbage::core
