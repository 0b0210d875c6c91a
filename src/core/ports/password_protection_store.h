// What a tenant bans, at rest. Any thread; every call is one transaction.
#pragma once

#include "base/result.h"
#include "core/banned/password_protection.h"
#include "core/identity/ids.h"

namespace tilbage::core {

class PasswordProtectionStore {
public:
    virtual ~PasswordProtectionStore() = default;
    // The defaults when nothing was ever written.
    virtual base::Result<PasswordProtection> read(const TenantId& tenant) = 0;
    // 0: nothing was ever written. Cheap: asked for every connected tenant every few seconds.
    virtual base::Result<std::int64_t> version(const TenantId& tenant) = 0;
    // The version follows by itself. conflict: `expected_version` is not the one that stands there. Gives what stands
    // there now.
    virtual base::Result<PasswordProtection> write(const TenantId& tenant, const PasswordProtection& protection,
                                                   std::int64_t expected_version) = 0;
};

}  // namespace tilbage::core
