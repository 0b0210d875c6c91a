// What a tenant bans, in memory, by the same rules as the store on disk. One tenant, one thread. `broken` makes every
// call fail.
#pragma once

#include "core/ports/password_protection_store.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryPasswordProtectionStore final : public core::PasswordProtectionStore {
public:
    bool broken = false;
    core::PasswordProtection settings;

    base::Result<core::PasswordProtection> read(const core::TenantId&) override {
        if (broken) return store_failure();
        return settings;
    }
    base::Result<std::int64_t> version(const core::TenantId&) override {
        if (broken) return store_failure();
        return settings.version;
    }
    base::Result<core::PasswordProtection> write(const core::TenantId&, const core::PasswordProtection& wanted,
                                                 std::int64_t expected_version) override {
        if (broken) return store_failure();
        if (settings.version != expected_version)
            return base::fail(base::ErrorCode::conflict, "somebody else was first");
        settings = wanted;
        settings.version = expected_version + 1;
        return settings;
    }
};

}  // namespace tilbage::fakes
