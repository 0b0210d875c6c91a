#include "core/writeback/min_age.h"

#include "core/writeback/file_time.h"

namespace tilbage::core {

std::optional<base::TimePoint> may_change_at(const PasswordPolicy& policy, std::int64_t pwd_last_set,
                                             base::TimePoint directory_time) {
    if (!policy.min_age_seconds || *policy.min_age_seconds <= 0 || pwd_last_set <= 0) return std::nullopt;
    const auto when = from_file_time(pwd_last_set) + std::chrono::seconds(*policy.min_age_seconds);
    return when > directory_time ? std::optional(when) : std::nullopt;
}

}  // namespace tilbage::core
