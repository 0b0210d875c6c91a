#include "adapters/timezone/system_time_zones.h"

#include <date/tz.h>
#include <stdexcept>

namespace tilbage::adapters::timezone {
namespace {

// Null: not known, or this machine has no tzdata.
const date::time_zone* find(const std::string& zone) {
    try {
        return date::locate_zone(zone);
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

base::Error unknown(const std::string& zone) {
    return {base::ErrorCode::not_found, "this machine does not know the time zone " + zone};
}

}  // namespace

bool SystemTimeZones::knows(const std::string& zone) const { return find(zone) != nullptr; }

base::Result<core::LocalTime> SystemTimeZones::local(const std::string& zone, base::TimePoint at) const {
    const auto* found = find(zone);
    if (found == nullptr) return base::fail(unknown(zone));
    return core::LocalTime(found->to_local(at).time_since_epoch());
}

base::Result<base::TimePoint> SystemTimeZones::instant(const std::string& zone, core::LocalTime time) const {
    const auto* found = find(zone);
    if (found == nullptr) return base::fail(unknown(zone));
    return found->to_sys(date::local_time<base::Millis>(time.time_since_epoch()), date::choose::earliest);
}

}  // namespace tilbage::adapters::timezone
