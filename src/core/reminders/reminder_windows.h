// Which reminders are due at a time: a day is one of the calendar on the wall, and begins to count at the hour of the
// settings.
#pragma once

#include <vector>

#include "core/ports/expiry_reminder_store.h"
#include "core/ports/time_zones.h"
#include "core/reminders/reminder_settings.h"

namespace tilbage::core {

// How many days after the expiry the last reminder still goes out, when nobody could send it before.
inline constexpr int kLateReminderDays = 7;

struct RemindersDue {
    std::chrono::local_days day;          // the day whose hour has come: today, or yesterday
    std::vector<ReminderWindow> windows;  // no expiry is in two of them; the nearest first
};

// Of several reminders of one expiry whose time has come, the nearest to it alone is due: what was missed while nothing
// ran is made good by one. not_found: the time zone is not known.
[[nodiscard]] base::Result<RemindersDue> reminders_due(const ReminderSettings& settings, const TimeZones& zones,
                                                       base::TimePoint now);

}  // namespace tilbage::core
