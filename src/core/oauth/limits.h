// Every lifetime and limit of administrators' sign-in (docs/protocol.md §8), in one table.
#pragma once

#include <chrono>

#include "core/ports/attempt_counter.h"

namespace tilbage::core::sign_in_limits {

using namespace std::chrono_literals;

constexpr std::chrono::minutes kFlowLifetime{10};
constexpr std::chrono::seconds kCodeLifetime{60};
constexpr std::chrono::hours kSessionLifetime{12};
constexpr std::chrono::hours kSessionIdle{1};
// How stale a session's last use may be in the store: it saves a write at every call.
constexpr std::chrono::minutes kSessionUseGrain{5};
constexpr std::chrono::minutes kDeviceCodeLifetime{15};
constexpr std::chrono::seconds kPollInterval{5};  // RFC 8628 §3.2
constexpr std::chrono::seconds kPollSlowDown{5};  // RFC 8628 §3.5
constexpr std::chrono::seconds kLongestInterval{60};

// Guesses of the password, and, by who has it, of the second factor: apart, so that a right password does not buy new
// guesses of the code.
inline AttemptLimit wrong_passwords() { return {"sign_in.passwords", 10, 10min, 15min}; }
inline AttemptLimit wrong_codes() { return {"sign_in.codes", 10, 10min, 15min}; }
inline AttemptLimit tries_per_address() { return {"sign_in.tries", 100, 10min, 0s}; }
// What strangers can make the store keep.
inline AttemptLimit flows_per_address() { return {"sign_in.flows", 300, 10min, 0s}; }

}  // namespace tilbage::core::sign_in_limits
