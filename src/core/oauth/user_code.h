// The code that a device shows and a person types: "WDJB-MJHT" (RFC 8628 §6.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "crypto/hash.h"

namespace tilbage::core {

// Eight of twenty consonants: 34 bits, no words, no characters that look alike.
[[nodiscard]] std::string new_user_code(base::Random& random);

// What the store knows a code by: an HMAC, because a plain digest of so few bits can be searched. Case, hyphens and
// spaces do not matter. Empty when it cannot be a code.
[[nodiscard]] std::optional<crypto::Digest> user_code_digest(const base::SecretBytes& key, std::string_view typed);

}  // namespace tilbage::core
