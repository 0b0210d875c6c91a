// Password reset policies in memory, by the same rules as the store on disk (tests/contract). One thread. `broken`
// makes every call fail.
#pragma once

#include <map>

#include "base/encoding.h"
#include "core/ports/password_reset_policy_store.h"
#include "crypto/hash.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryPasswordResetPolicyStore final : public core::PasswordResetPolicyStore {
public:
    bool broken = false;
    std::map<core::TenantId, core::PasswordResetPolicy> policies;  // with their logos

    base::Result<core::PasswordResetPolicy> read(const core::TenantId& tenant, bool with_logo = false) override {
        if (broken) return store_failure();
        auto policy = policies[tenant];
        if (!with_logo) policy.customization.logo.clear();
        return policy;
    }
    base::Result<core::PasswordResetPolicy> write(const core::TenantId& tenant, const core::PasswordResetPolicy& wanted,
                                                  std::int64_t expected_version) override {
        if (broken) return store_failure();
        auto& kept = policies[tenant];
        if (kept.version != expected_version) return base::fail(base::ErrorCode::conflict, "somebody else was first");
        const auto before = kept;
        kept = wanted;
        kept.version = before.version + 1;
        auto& look = kept.customization;
        if (look.logo.empty() && !look.logo_type.empty()) {
            look.logo = before.customization.logo;
            look.logo_type = before.customization.logo_type;
        }
        look.logo_digest = look.logo.empty() ? std::string{} : base::to_hex(crypto::sha256(look.logo));
        return read(tenant);
    }
    base::Result<std::optional<core::Logo>> logo(const std::string& digest) override {
        if (broken) return store_failure();
        for (const auto& [tenant, policy] : policies) {
            const auto& look = policy.customization;
            if (!look.logo.empty() && look.logo_digest == digest) return core::Logo{look.logo, look.logo_type};
        }
        return std::nullopt;
    }
};

}  // namespace tilbage::fakes
