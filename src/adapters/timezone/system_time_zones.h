// The time zones that this machine's tzdata knows (core/ports/time_zones.h), as they stood when one was first asked
// for: another tzdata holds from the next start on.
#pragma once

#include "core/ports/time_zones.h"

namespace tilbage::adapters::timezone {

class SystemTimeZones final : public core::TimeZones {
public:
    [[nodiscard]] bool knows(const std::string& zone) const override;
    [[nodiscard]] base::Result<core::LocalTime> local(const std::string& zone, base::TimePoint at) const override;
    [[nodiscard]] base::Result<base::TimePoint> instant(const std::string& zone, core::LocalTime time) const override;
};

}  // namespace tilbage::adapters::timezone
