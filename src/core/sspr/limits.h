// Every limit that holds for people (docs/protocol.md §6) and every lifetime of a reset session, in one table.
#pragma once

#include <chrono>

#include "core/ports/attempt_counter.h"

namespace tilbage::core::limits {

using namespace std::chrono_literals;

constexpr std::chrono::minutes kSessionLifetime{15};
constexpr std::chrono::minutes kCodeLifetime{5};
constexpr int kCodeDigits = 6;
constexpr int kTriesPerCode = 5;
// Advice for the page, when to offer "send again"; what holds is codes_sent().
constexpr std::chrono::seconds kResendAfter{30};

// Agents' keys in one ticket: what fits a request body of 64 KiB, sealed.
constexpr std::size_t kMaxRecipients = 16;

inline AttemptLimit sessions_per_address() { return {"reset.sessions", 300, 10min, 0s}; }
inline AttemptLimit codes_sent() { return {"reset.codes_sent", 10, 10min, 24h}; }
inline AttemptLimit wrong_codes() { return {"reset.wrong_codes", 15, 1h, 24h}; }
inline AttemptLimit writes() { return {"reset.writes", 10, 1h, 0s}; }
inline AttemptLimit writes_by_administrator() { return {"administrator.writes", 60, 10min, 0s}; }
inline AttemptLimit administrators_writes() { return {"administrator.writes_person", 10, 1h, 0s}; }  // of one person

}  // namespace tilbage::core::limits
