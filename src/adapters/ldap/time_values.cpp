#include "adapters/ldap/time_values.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace tilbage::adapters::ldap {
namespace {

constexpr std::int64_t kTicksPerSecond = 10'000'000;

// Empty optional: not digits only.
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t size) {
    const auto digits = text.substr(at, size);
    int number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc() || end != digits.data() + digits.size() || number < 0) return std::nullopt;
    return number;
}

}  // namespace

std::int64_t duration_seconds(std::int64_t ticks) {
    if (ticks == std::numeric_limits<std::int64_t>::min()) return 0;
    return std::max<std::int64_t>(0, -ticks / kTicksPerSecond);
}

std::optional<base::TimePoint> from_generalized_time(std::string_view text) {
    constexpr std::size_t kSeconds = 14;  // yyyymmddhhmmss
    if (text.size() <= kSeconds || !text.ends_with('Z')) return std::nullopt;
    const auto year = number_at(text, 0, 4);
    const auto month = number_at(text, 4, 2);
    const auto day = number_at(text, 6, 2);
    const auto hour = number_at(text, 8, 2);
    const auto minute = number_at(text, 10, 2);
    const auto second = number_at(text, 12, 2);
    if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
    const auto date = std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*month)) /
                      std::chrono::day(static_cast<unsigned>(*day));
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

}  // namespace tilbage::adapters::ldap
