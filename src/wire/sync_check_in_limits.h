// How long the texts of a check-in may be, in bytes. Private to this folder.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tilbage::wire::sync_limits {

constexpr std::size_t kMaxCode = 64;
constexpr std::size_t kMaxName = 256;
constexpr std::size_t kMaxText = 1024;
constexpr std::size_t kSpare = 256;                              // what surrounds the runs
constexpr std::int64_t kMaxMillis = 253'402'300'799'999;         // the end of the year 9999
constexpr std::int64_t kMaxCount = (std::int64_t{1} << 53) - 1;  // what every JSON reader keeps exactly
constexpr std::int64_t kMaxLease = 3'600'000;                    // ms

}  // namespace tilbage::wire::sync_limits
