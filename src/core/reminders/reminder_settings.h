// When people are reminded that their password expires: a part of the password reset policy.
#pragma once

#include <string>
#include <vector>

namespace tilbage::core {

struct ReminderSettings {
    bool enabled = false;
    std::vector<int> days_before{14, 7, 3, 1};  // 1 to 90, at most 6, each once, the longest time first
    int at_hour = 8;                            // 0 to 23, by the wall's clock in time_zone
    std::string time_zone = "UTC";              // an IANA name
    bool after = false;                         // one more when it has expired

    bool operator==(const ReminderSettings&) const = default;
};

}  // namespace tilbage::core
