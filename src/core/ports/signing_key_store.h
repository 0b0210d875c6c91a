// The keys that sign ID tokens. Any thread; every call is one transaction.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "crypto/rsa_key.h"

namespace tilbage::core {

struct SigningKey {
    std::string kid;  // the thumbprint
    TenantId tenant_id;
    crypto::RsaPublicKey public_key;
    base::Bytes sealed;  // the private half (crypto/secret_box.h)
    base::TimePoint signs_from;
};

class SigningKeyStore {
public:
    virtual ~SigningKeyStore() = default;
    // By signs_from.
    virtual base::Result<std::vector<SigningKey>> list(const TenantId& tenant) = 0;
    virtual base::Result<void> add(const SigningKey& key) = 0;
    virtual base::Result<void> remove(const std::string& kid) = 0;
};

}  // namespace tilbage::core
