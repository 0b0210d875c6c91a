// Every limit that holds for people (docs/protocol.md §6) and every lifetime of a reset session, in one table.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/methods/method_kind.h"
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
// Codes and answers of every other kind that were wrong, each kind by itself.
inline AttemptLimit wrong_proofs(MethodKind kind) {
    if (kind == MethodKind::email) return wrong_codes();
    return {"reset.wrong_" + std::string(to_string(kind)), 5, 1h, 24h};
}
inline AttemptLimit texts_sent() { return {"reset.texts_sent", 5, 1h, 24h}; }
// Whoever they are about: nobody's telephone is to be made ring all night, and no tenant's bill be run up.
inline AttemptLimit texts_to_number() { return {"text.number", 10, 1h, 24h}; }
inline AttemptLimit texts_of_tenant() { return {"text.tenant", 2000, 1h, 0s}; }
inline AttemptLimit wrong_numbers() { return {"reset.wrong_numbers", 5, 1h, 24h}; }
// First of the three: whoever uses up one block's leaves the tenant's to others.
inline AttemptLimit help_asked_per_address() { return {"reset.help_asked_per_address", 10, 1h, 0s}; }
inline AttemptLimit help_asked() { return {"reset.help_asked", 3, 24h, 0s}; }
inline AttemptLimit help_asked_of_tenant() { return {"reset.help_asked_of_tenant", 60, 1h, 0s}; }
inline AttemptLimit writes() { return {"reset.writes", 10, 1h, 0s}; }
inline AttemptLimit writes_by_administrator() { return {"administrator.writes", 60, 10min, 0s}; }
inline AttemptLimit administrators_writes() { return {"administrator.writes_person", 10, 1h, 0s}; }  // of one person

// Everything that counts one person's tries: forgotten after a success.
inline std::vector<AttemptLimit> of_one_person() {
    std::vector<AttemptLimit> all{codes_sent(), texts_sent(), wrong_numbers()};
    for (const auto kind : kAllMethodKinds) all.push_back(wrong_proofs(kind));
    return all;
}

// Proof of work (proof_of_work.h): from how many sessions of an address block on, and how much.
constexpr int kSessionsWithoutProof = 100;
constexpr int kFirstProofBits = 14;
constexpr int kSessionsPerBit = 50;
constexpr std::chrono::minutes kProofLifetime{2};
inline AttemptLimit proofs_used() { return {"reset.proofs_used", 1, kProofLifetime, 0s}; }  // each once

}  // namespace tilbage::core::limits
