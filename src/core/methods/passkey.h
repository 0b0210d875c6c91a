// What is the same for registering a passkey and for proving who one is with it.
#pragma once

#include <chrono>

#include "base/encoding.h"
#include "base/random.h"
#include "core/identity/ids.h"

namespace tilbage::core {

inline constexpr std::size_t kPasskeyChallengeBytes = 32;  // WebAuthn §13.4.3 wants 16 at least
// As long as WebAuthn §5.1.3 advises where the person must be verified.
inline constexpr std::chrono::minutes kPasskeyCeremony{5};
inline constexpr std::size_t kLongestCredentialId = 1023;  // §7.1
inline constexpr std::size_t kShortestCredentialId = 16;   // §4, "Credential ID"

[[nodiscard]] base::Bytes new_passkey_challenge(base::Random& random);
// The user handle: always the same of one person, and nothing that tells who they are.
[[nodiscard]] base::Bytes passkey_user_handle(const PersonId& person);

}  // namespace tilbage::core
