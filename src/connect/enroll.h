// `tilbage-connect enroll`: gives the agent an identity at the tenant, for a one-time code.
#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "connect/config.h"
#include "connect/state/identity.h"
#include "crypto/ec_key.h"

namespace tilbage::connect {

// Makes the signing key, registers it, and keeps both only when the tenant took it. conflict: enrolled already, or
// running.
[[nodiscard]] base::Result<Identity> enroll(const Config& config, const std::string& code);

// Only the call to the tenant: an agent with this key, for the code.
[[nodiscard]] base::Result<Identity> redeem_enrolment_code(const Config& config, const std::string& code,
                                                           const crypto::Jwk& key);

}  // namespace tilbage::connect
