// Every limit and lifetime of people's sign-in (docs/protocol.md §6 and §12), in one table.
#pragma once

#include <chrono>

#include "core/ports/attempt_counter.h"

namespace tilbage::core::account_limits {

using namespace std::chrono_literals;

constexpr std::chrono::minutes kSessionIdle{30};
constexpr std::chrono::hours kSessionLifetime{8};
// How stale a session's last use may be in the store: it saves a write at every call.
constexpr std::chrono::minutes kSessionUseGrain{1};
// A value that was replaced still reads the outcome for this long: its answer may have been lost on the way.
constexpr std::chrono::seconds kReplacedValueServes{60};
// A sign-in that fails is answered after a whole number of these, so that its length tells nothing about the person.
constexpr std::chrono::milliseconds kFailureGrain{1'000};

// A change to one's methods needs a sign-in that is no older.
constexpr std::chrono::minutes kRecentSignIn{10};
constexpr std::chrono::minutes kRegistrationLifetime{10};
constexpr int kTriesPerRegistration = 5;
constexpr int kAuthenticatorApps = 5;  // of one person
constexpr int kPasskeys = 5;           // of one person
constexpr std::chrono::hours kChangeLinkServes{14 * 24};
inline AttemptLimit registrations() { return {"account.registrations", 20, 1h, 0s}; }
inline AttemptLimit registration_codes() { return {"account.registration_codes", 10, 1h, 0s}; }
inline AttemptLimit registration_tries() { return {"account.registration_tries", 30, 1h, 0s}; }

inline AttemptLimit tickets_per_address() { return {"account.tickets", 300, 10min, 0s}; }
inline AttemptLimit sign_ins_per_address() { return {"account.sign_ins", 100, 10min, 0s}; }

// Smart lockout: so many failures of one person, and there is a pause; each further round doubles it. Where the
// directory's own lockout is stricter, see SmartLockout.
constexpr int kFailures = 10;
constexpr std::chrono::seconds kFirstPause{60};
constexpr std::chrono::hours kLongestPause{1};
constexpr std::chrono::hours kFailuresForgotten{24};
// What was last heard of the directory's lockout holds for this long.
constexpr std::chrono::hours kDirectoryLockoutHolds{7 * 24};

}  // namespace tilbage::core::account_limits
