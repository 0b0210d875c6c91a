// A point in time on the monotonic clock, which no correction of the wall clock moves.
#pragma once

#include <algorithm>
#include <chrono>

#include "base/clock.h"

namespace tilbage::adapters::ldap {

class Deadline {
public:
    using Steady = std::chrono::steady_clock;

    [[nodiscard]] static Deadline in(base::Millis time) { return Deadline(Steady::now() + time); }
    // What is left of a deadline of the wall clock, now.
    [[nodiscard]] static Deadline at(base::TimePoint time, const base::Clock& clock) { return in(time - clock.now()); }

    [[nodiscard]] bool passed() const { return Steady::now() >= time_; }
    // Never negative.
    [[nodiscard]] base::Millis remaining() const {
        return std::max(base::Millis(0), std::chrono::ceil<base::Millis>(time_ - Steady::now()));
    }
    // The earlier of this one and `time` from now.
    [[nodiscard]] Deadline or_in(base::Millis time) const { return Deadline(std::min(time_, Steady::now() + time)); }
    [[nodiscard]] Steady::time_point time() const { return time_; }

private:
    explicit Deadline(Steady::time_point time) : time_(time) {}
    Steady::time_point time_;
};

}  // namespace tilbage::adapters::ldap
