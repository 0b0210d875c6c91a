// Time as a port: the core asks a Clock and never the system.
#pragma once

#include <chrono>
#include <cstdint>

namespace tilbage::base {

using Millis = std::chrono::milliseconds;
// Milliseconds since 1970-01-01 UTC.
using TimePoint = std::chrono::time_point<std::chrono::system_clock, Millis>;

[[nodiscard]] constexpr std::int64_t to_millis(TimePoint time) { return time.time_since_epoch().count(); }
[[nodiscard]] constexpr TimePoint from_millis(std::int64_t millis) { return TimePoint(Millis(millis)); }
[[nodiscard]] constexpr std::int64_t to_seconds(TimePoint time) {
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}
[[nodiscard]] constexpr TimePoint from_seconds(std::int64_t seconds) {
    return TimePoint(std::chrono::seconds(seconds));
}

// Safe to use from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override {
        return std::chrono::floor<Millis>(std::chrono::system_clock::now());
    }
};

}  // namespace tilbage::base
