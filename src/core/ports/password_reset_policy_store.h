// The tenants' policies of self-service password reset. Any thread; every call is one transaction, so that what is
// written is in force at the next step of every session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

struct Logo {
    std::string bytes;
    std::string type;  // "image/png", "image/jpeg"
};

class PasswordResetPolicyStore {
public:
    virtual ~PasswordResetPolicyStore() = default;
    // The defaults when nothing was ever written. The logo's bytes are left out unless asked for.
    virtual base::Result<PasswordResetPolicy> read(const TenantId& tenant, bool with_logo = false) = 0;
    // conflict: `expected_version` is not the one that stands there. Gives what stands there now, without the logo's
    // bytes. A logo whose bytes are left out stays as it is.
    virtual base::Result<PasswordResetPolicy> write(const TenantId& tenant, const PasswordResetPolicy& policy,
                                                    std::int64_t expected_version) = 0;
    // The picture with this digest, whichever tenant's: anybody who knows the digest has the picture.
    virtual base::Result<std::optional<Logo>> logo(const std::string& digest) = 0;
};

}  // namespace tilbage::core
