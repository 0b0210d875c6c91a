// Codes from an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds). Any thread; calls do not block.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/secret.h"

namespace tilbage::core {

class Totp {
public:
    virtual ~Totp() = default;
    // The time step, counted from 1970, that `code` is the code of: now's, or the one before or after. Empty: of none.
    [[nodiscard]] virtual std::optional<std::int64_t> step_of(const base::SecretBytes& secret, std::string_view code,
                                                              base::TimePoint now) const = 0;
    // Base32 (RFC 4648 §6) without padding: how apps take a secret.
    [[nodiscard]] virtual std::string to_base32(const base::SecretBytes& secret) const = 0;
};

}  // namespace tilbage::core
