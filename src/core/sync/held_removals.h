// Removals that wait for the administrators' yes (docs/protocol.md §11).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"

namespace tilbage::core {

struct HeldRemovals {
    std::int64_t count = 0;
    std::int64_t threshold = 0;  // so many would have gone through within 24 hours
    std::int64_t people = 0;     // joined when it stopped
    base::TimePoint since;
    std::vector<std::string> sample;  // names, the first kMaxHeldSample of them
    bool operator==(const HeldRemovals&) const = default;
};
constexpr std::size_t kMaxHeldSample = 20;

}  // namespace tilbage::core
