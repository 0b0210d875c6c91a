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
    std::optional<std::int64_t> lockout_duration_seconds = {};  // 0: until somebody unlocks the account

    bool operator==(const PasswordPolicy&) const = default;
};

// What the directory has on the account at this moment, for who helps the person.
struct AccountDetails {
    std::optional<base::TimePoint> locked_at;            // while it is locked
    std::optional<base::TimePoint> expires_at;           // accountExpires; it may be past
    std::optional<base::TimePoint> password_set_at;      // empty: never, or must change at the next sign-in
    std::optional<base::TimePoint> password_expires_at;  // empty: never, or not known
    bool must_change = false;
    int wrong_passwords = 0;                           // badPwdCount of the domain controller that was asked
    std::optional<base::TimePoint> wrong_password_at;  // badPasswordTime, of the last one
    bool outside_hours = false;                        // logonHours does not allow this hour
    bool certain_workstations = false;                 // userWorkstations names some

    bool operator==(const AccountDetails&) const = default;
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
    std::optional<AccountDetails> details = {};  // empty: from an agent that does not tell them

    bool operator==(const Description&) const = default;
};

}  // namespace tilbage::core
