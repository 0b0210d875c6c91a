// What the wall's clocks show in the world's time zones, by IANA names. Any thread; calls do not block.
#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace tilbage::core {

using LocalTime = std::chrono::local_time<base::Millis>;

class TimeZones {
public:
    virtual ~TimeZones() = default;
    // Whether this machine knows the zone.
    [[nodiscard]] virtual bool knows(const std::string& zone) const = 0;
    // not_found: the zone is not known.
    [[nodiscard]] virtual base::Result<LocalTime> local(const std::string& zone, base::TimePoint at) const = 0;
    // The first instant at which the wall shows `time`. One that summer time leaves out: when the clocks go forward;
    // one that comes twice: the first. not_found as above.
    [[nodiscard]] virtual base::Result<base::TimePoint> instant(const std::string& zone, LocalTime time) const = 0;
};

}  // namespace tilbage::core
