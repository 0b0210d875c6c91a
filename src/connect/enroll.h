// `tilbage-connect enroll`: gives the agent an identity at the tenant, for a one-time code.
#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "connect/config.h"
#include "connect/state/identity.h"

namespace tilbage::connect {

// Makes the signing key, registers it, and keeps both only when the tenant took it. conflict: enrolled already, or
// running.
[[nodiscard]] base::Result<Identity> enroll(const Config& config, const std::string& code);

}  // namespace tilbage::connect
