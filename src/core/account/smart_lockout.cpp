#include "core/account/smart_lockout.h"

#include <algorithm>

#include "core/account/limits.h"
#include "core/writeback/lockout_margin.h"

namespace tilbage::core {
namespace {

using std::chrono::seconds;
namespace limits = account_limits;

std::optional<DirectoryLockout> still_holding(const std::optional<DirectoryLockout>& known, base::TimePoint now) {
    const bool holds = known && now < known->heard_at + limits::kDirectoryLockoutHolds;
    return holds ? known : std::nullopt;
}

seconds pause_after(int pauses) {
    constexpr int kMostDoublings = 10;  // far beyond kLongestPause
    const auto pause = limits::kFirstPause * (1 << std::min(pauses, kMostDoublings));
    return std::min<seconds>(pause, limits::kLongestPause);
}

}  // namespace

SignInVerdict count_sign_in(const std::optional<SignInFailures>& before,
                            const std::optional<DirectoryLockout>& directory, base::TimePoint now) {
    const auto lockout = still_holding(directory, now);
    const int let_through =
        lockout ? std::min(limits::kFailures, wrong_passwords_let_through(lockout->threshold)) : limits::kFailures;
    auto failures = before.value_or(SignInFailures{});
    // A clock that was set back must not lengthen a pause.
    const auto since = std::max(now - failures.last_at, base::Millis{0});
    if (failures.attempts >= let_through) {
        const auto pause = std::max(pause_after(failures.pauses), lockout ? lockout->window : seconds{0});
        if (since < pause) {
            return {false, std::chrono::ceil<seconds>(pause - since), failures};
        }
        failures.attempts = 0;
        ++failures.pauses;
    } else if (lockout && since >= lockout->window) {
        failures.attempts = 0;
    }
    if (since >= limits::kFailuresForgotten) failures = {};
    ++failures.attempts;
    failures.last_at = now;
    return {true, seconds{0}, failures};
}

std::optional<base::TimePoint> paused_until(const std::optional<SignInFailures>& failures,
                                            const std::optional<DirectoryLockout>& directory, base::TimePoint now) {
    const auto verdict = count_sign_in(failures, directory, now);
    return verdict.allowed ? std::nullopt : std::optional(now + verdict.retry_after);
}

std::optional<DirectoryLockout> heard_lockout(const std::optional<DirectoryLockout>& known,
                                              const PasswordPolicy& policy, base::TimePoint now) {
    auto lockout = still_holding(known, now);
    const int threshold = policy.lockout_threshold.value_or(0);
    if (threshold <= 0) return lockout;
    const seconds window{policy.lockout_window_seconds.value_or(0)};
    if (!lockout) return DirectoryLockout{threshold, window, now};
    if (threshold <= lockout->threshold) lockout->heard_at = now;
    lockout->threshold = std::min(lockout->threshold, threshold);
    lockout->window = std::max(lockout->window, window);
    return lockout;
}

}  // namespace tilbage::core
