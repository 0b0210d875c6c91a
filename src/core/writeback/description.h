// The rules in force for one person and the state of their account, as the directory tells them.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"

namespace tilbage::core {

enum class PolicySource { domain, pso, unknown };

// Numbers are empty when the directory does not let us read them; nothing is guessed.
struct PasswordPolicy {
    PolicySource source = PolicySource::unknown;
    std::optional<int> min_length;      // UTF-16 units
    std::optional<bool> complexity;     // MS-SAMR 3.1.1.7.2
    std::optional<int> history_length;  // passwords remembered; 0: none
    std::optional<std::int64_t> min_age_seconds;
    std::optional<std::int64_t> max_age_seconds;  // 0: never expires
    std::optional<int> lockout_threshold;         // 0: never locks
    std::optional<std::int64_t> lockout_window_seconds =
        {};  // a wrong password counts for this long after the last one

    bool operator==(const PasswordPolicy&) const = default;
};

struct Description {
    PasswordPolicy policy;
    // Whether a reset obeys history and minimum age: only when the domain controller has the policy-hints control.
    bool history_enforced = false;
    bool min_age_enforced = false;
    std::optional<base::TimePoint> may_change_at;  // set while the minimum age is in force; a change always obeys it
    bool locked = false;
    bool disabled = false;
    bool expired = false;

    bool operator==(const Description&) const = default;
};

}  // namespace tilbage::core
