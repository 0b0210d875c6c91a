// The keys of a tenant that sign ID tokens: made when first needed, rolled by time (key_schedule.h).
#pragma once

#include <vector>

#include "core/oidc/ports.h"

namespace tilbage::core {

// Any thread.
class SigningKeys {
public:
    explicit SigningKeys(ApplicationPorts ports) : ports_(std::move(ports)) {}
    // All that verify: those that sign, have signed and will sign. There is always one.
    [[nodiscard]] base::Result<std::vector<SigningKey>> published(const TenantId& tenant);
    // The one that signs now. One that the key file does not open any more (it was lost) gives way to a new one. Not in
    // a transaction: making a key takes its time.
    [[nodiscard]] base::Result<crypto::RsaKey> signer(const TenantId& tenant);
    // Of every tenant that has keys: makes successors, drops what has had its time.
    [[nodiscard]] base::Result<void> roll();

private:
    [[nodiscard]] base::Result<void> make(const TenantId& tenant, base::TimePoint signs_from);
    [[nodiscard]] base::Result<void> roll_of(const TenantId& tenant);
    ApplicationPorts ports_;
};

}  // namespace tilbage::core
