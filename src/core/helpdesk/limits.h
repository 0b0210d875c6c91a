// Every limit and lifetime of the help desk (docs/protocol.md §6), in one table.
#pragma once

#include <chrono>

#include "core/ports/attempt_counter.h"

namespace tilbage::core::helpdesk_limits {

using namespace std::chrono_literals;

// How long an administrator may act for a caller whom they have verified: a call with some waiting in it.
constexpr std::chrono::minutes kVerificationHolds{15};

inline AttemptLimit codes_of_person() { return {"helpdesk.codes_person", 5, 1h, 0s}; }
inline AttemptLimit codes_by_administrator() { return {"helpdesk.codes", 60, 1h, 0s}; }
// Codes that were typed, right ones too until one of them was: the same six digits guessed over many codes.
inline AttemptLimit tries_of_person() { return {"helpdesk.tries_person", 15, 1h, 0s}; }
inline AttemptLimit tries_by_administrator() { return {"helpdesk.tries", 60, 1h, 0s}; }
inline AttemptLimit links_to_person() { return {"helpdesk.links_person", 5, 1h, 0s}; }
inline AttemptLimit links_by_administrator() { return {"helpdesk.links", 60, 1h, 0s}; }

// How somebody verified a caller in another way, in characters of UTF-8.
constexpr std::size_t kShortestNote = 3;
constexpr std::size_t kLongestNote = 300;

}  // namespace tilbage::core::helpdesk_limits
