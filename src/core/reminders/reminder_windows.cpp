#include "core/reminders/reminder_windows.h"

#include <algorithm>

namespace tilbage::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;

constexpr base::Millis kInstant{1};

// The settings' zone. Its calls fail together or never: the first has told.
class Wall {
public:
    Wall(const TimeZones& zones, const std::string& zone) : zones_(zones), zone_(zone) {}
    [[nodiscard]] base::Result<base::TimePoint> at(local_days day, int hour) const {
        return zones_.instant(zone_, LocalTime(day) + hours(hour));
    }

private:
    const TimeZones& zones_;
    const std::string& zone_;
};

// Expiries on the calendar days up to `day` days from now, but for those that `nearer` has.
base::Result<ReminderWindow> before(const Wall& wall, local_days today, int day, std::optional<int> nearer,
                                    base::TimePoint now) {
    const auto from = nearer ? wall.at(today + days(*nearer + 1), 0) : now + kInstant;
    if (!from) return base::fail(from.error());
    const auto until = wall.at(today + days(day + 1), 0);
    if (!until) return base::fail(until.error());
    return ReminderWindow{.day = day, .from = std::max(*from, now + kInstant), .until = *until};
}

// The last one comes at the first such hour after the expiry.
base::Result<ReminderWindow> after(const Wall& wall, local_days today, int hour) {
    const auto from = wall.at(today - days(kLateReminderDays), hour);
    if (!from) return base::fail(from.error());
    const auto until = wall.at(today, hour);
    if (!until) return base::fail(until.error());
    return ReminderWindow{.day = 0, .from = *from + kInstant, .until = *until + kInstant};
}

}  // namespace

base::Result<RemindersDue> reminders_due(const ReminderSettings& settings, const TimeZones& zones,
                                         base::TimePoint now) {
    const Wall wall(zones, settings.time_zone);
    const auto local = zones.local(settings.time_zone, now);
    if (!local) return base::fail(local.error());
    RemindersDue due{.day = std::chrono::floor<days>(*local), .windows = {}};
    const auto hour = wall.at(due.day, settings.at_hour);
    if (!hour) return base::fail(hour.error());
    if (now < *hour) due.day -= days(1);
    auto days_before = settings.days_before;
    std::ranges::sort(days_before);
    std::optional<int> nearer;
    for (const auto day : days_before) {
        const auto window = before(wall, due.day, day, nearer, now);
        if (!window) return base::fail(window.error());
        due.windows.push_back(*window);
        nearer = day;
    }
    if (!settings.after) return due;
    const auto window = after(wall, due.day, settings.at_hour);
    if (!window) return base::fail(window.error());
    due.windows.push_back(*window);
    return due;
}

}  // namespace tilbage::core
