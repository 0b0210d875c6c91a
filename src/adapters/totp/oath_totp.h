// Codes of authenticator apps by liboath (core/ports/totp.h).
#pragma once

#include "core/ports/totp.h"

namespace tilbage::adapters::totp {

class OathTotp final : public core::Totp {
public:
    // Ends the process when liboath cannot be used: std::runtime_error.
    OathTotp();
    [[nodiscard]] std::optional<std::int64_t> step_of(const base::SecretBytes& secret, std::string_view code,
                                                      base::TimePoint now) const override;
    [[nodiscard]] std::string to_base32(const base::SecretBytes& secret) const override;
};

}  // namespace tilbage::adapters::totp
