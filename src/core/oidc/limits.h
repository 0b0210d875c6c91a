// Every lifetime and limit of people's sign-in to applications (docs/protocol.md §6 and §13), in one table.
#pragma once

#include <chrono>

#include "core/ports/attempt_counter.h"

namespace tilbage::core::application_limits {

using namespace std::chrono_literals;

// As long as somebody may need to change an expired password and to register methods on the way.
constexpr std::chrono::minutes kSignInLifetime{30};
constexpr std::chrono::seconds kCodeLifetime{60};
constexpr std::chrono::hours kIdTokenLifetime{1};
constexpr std::chrono::hours kAccessTokenLifetime{1};
constexpr std::chrono::hours kRefreshTokenLifetime{14 * 24};
// The person signs in anew after it, however often tokens were refreshed.
constexpr std::chrono::hours kGrantLifetime{90 * 24};

// A key signs for so long; its successor is published so long before; it verifies for so long after.
constexpr std::chrono::hours kKeySigns{90 * 24};
constexpr std::chrono::hours kKeyPublishedBefore{7 * 24};
constexpr std::chrono::hours kKeyVerifiesAfter{30 * 24};

constexpr std::size_t kMostSecrets = 2;
constexpr std::size_t kMostUris = 20;
constexpr std::size_t kMostGroups = 50;
constexpr std::size_t kLongestUri = 2048;
constexpr std::size_t kLongestName = 120;  // characters (base::count_characters)
constexpr std::size_t kMostApplications = 200;
// More would make an ID token too long for a header; then the userinfo endpoint alone tells them.
constexpr std::size_t kMostGroupsInToken = 200;
constexpr std::chrono::hours kSecretLifetime{365 * 24};
constexpr std::chrono::hours kShortestSecretLifetime{24};
constexpr std::chrono::hours kLongestSecretLifetime{2 * 365 * 24};

// What strangers can make the store keep.
inline AttemptLimit sign_ins_per_address() { return {"application.sign_ins", 300, 10min, 0s}; }
// By application and address block: nobody can keep an application out by guessing from elsewhere.
inline AttemptLimit wrong_secrets() { return {"application.secrets", 30, 10min, 0s}; }

}  // namespace tilbage::core::application_limits
