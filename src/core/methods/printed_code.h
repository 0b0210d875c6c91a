// Codes that are written down and typed later: recovery codes, and temporary access codes from the helpdesk. What
// people read out or copy has no letters that look alike, and spaces, dashes and case do not matter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/secret.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"
#include "crypto/hash.h"

namespace tilbage::core {

inline constexpr int kRecoveryCodes = 10;

// Sixteen characters of an alphabet of 32 in fours: "7KQM-P2XA-94TD-WHC3" (80 bits).
[[nodiscard]] std::string new_recovery_code(base::Random& random);
// Eight of them: "7KQM-P2XA" (40 bits): lives an hour or so, and few may be tried.
[[nodiscard]] std::string new_temporary_access_code(base::Random& random);

// What a store keeps: HMAC under `key`, which is not in the store, bound to the kind and to whom it was given.
[[nodiscard]] crypto::Digest printed_code_digest(const base::SecretBytes& key, MethodKind kind, const PersonId& person,
                                                 std::string_view typed);

}  // namespace tilbage::core
