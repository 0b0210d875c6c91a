// Stops guessing before the directory locks the person out: a pause after some failures, longer each time. Pure rules.
#pragma once

#include <optional>

#include "core/ports/sign_in_attempt_store.h"
#include "core/writeback/description.h"

namespace tilbage::core {

struct SignInVerdict {
    bool allowed = false;
    std::chrono::seconds retry_after{0};  // when not allowed
    SignInFailures counted;               // to be kept, when allowed: this attempt is in it
};

// Counts one more attempt. Where the directory locks people out after n failures, n - 2 are let through in its
// observation window, one at least; and never more than kFailures. The pause lasts until the directory has forgotten
// them, and kFirstPause, doubled for every round, at least.
[[nodiscard]] SignInVerdict count_sign_in(const std::optional<SignInFailures>& before,
                                          const std::optional<DirectoryLockout>& directory, base::TimePoint now);

// Until when the next attempt would be refused; empty: it would be let through.
[[nodiscard]] std::optional<base::TimePoint> paused_until(const std::optional<SignInFailures>& failures,
                                                          const std::optional<DirectoryLockout>& directory,
                                                          base::TimePoint now);

// What holds after an agent has told this policy: the strictest that was heard of. Empty: no lockout is known.
[[nodiscard]] std::optional<DirectoryLockout> heard_lockout(const std::optional<DirectoryLockout>& known,
                                                            const PasswordPolicy& policy, base::TimePoint now);

}  // namespace tilbage::core
