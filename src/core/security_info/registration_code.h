// Six digits that prove a new address or number. The store keeps an HMAC under a key that is not in the store, bound to
// the registration.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct RegistrationCode {
    std::string digits;
    crypto::Digest stored{};
};

[[nodiscard]] RegistrationCode new_registration_code(base::Random& random, const base::SecretBytes& key,
                                                     std::string_view registration_id);
// `typed` as the person typed it, with spaces or without. In constant time.
[[nodiscard]] bool is_registration_code(const crypto::Digest& stored, const base::SecretBytes& key,
                                        std::string_view registration_id, std::string_view typed);

}  // namespace tilbage::core
