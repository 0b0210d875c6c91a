// The minimum password age.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "core/writeback/description.h"

namespace tilbage::core {

// When the password may be changed again, if that is later than `directory_time`. Empty when there is no minimum age,
// when it is not known, and while pwdLastSet is 0 (must change at the next sign-in: MS-SAMR 3.1.1.7.1 does not hold
// then).
[[nodiscard]] std::optional<base::TimePoint> may_change_at(const PasswordPolicy& policy, std::int64_t pwd_last_set,
                                                           base::TimePoint directory_time);

}  // namespace tilbage::core
