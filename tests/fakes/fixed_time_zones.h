// Two zones without tzdata: "UTC", and "Fixed/East", two hours ahead. What real ones do: src/adapters/timezone.
#pragma once

#include "core/ports/time_zones.h"

namespace tilbage::fakes {

class FixedTimeZones final : public core::TimeZones {
public:
    [[nodiscard]] bool knows(const std::string& zone) const override { return zone == "UTC" || zone == "Fixed/East"; }
    [[nodiscard]] base::Result<core::LocalTime> local(const std::string& zone, base::TimePoint at) const override {
        if (!knows(zone)) return base::fail(base::ErrorCode::not_found, "no zone " + zone);
        return core::LocalTime(at.time_since_epoch() + ahead(zone));
    }
    [[nodiscard]] base::Result<base::TimePoint> instant(const std::string& zone, core::LocalTime time) const override {
        if (!knows(zone)) return base::fail(base::ErrorCode::not_found, "no zone " + zone);
        return base::TimePoint(time.time_since_epoch() - ahead(zone));
    }

private:
    static std::chrono::hours ahead(const std::string& zone) { return std::chrono::hours(zone == "UTC" ? 0 : 2); }
};

}  // namespace tilbage::fakes
