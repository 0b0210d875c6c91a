// On-premises integration in memory, by the same rules as the store on disk; writeback is on unless a test says no. One
// thread. `broken` makes every call fail.
#pragma once

#include <map>

#include "core/ports/integration_store.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryIntegrationStore final : public core::IntegrationStore {
public:
    bool broken = false;
    core::OnPremisesIntegration settings{.writeback_enabled = true, .unlock_allowed = false};
    std::map<std::string, core::SignInType> sign_in_types;

    base::Result<core::OnPremisesIntegration> read(const core::TenantId&) override {
        if (broken) return store_failure();
        return settings;
    }
    base::Result<core::OnPremisesIntegration> write(const core::TenantId&, const core::OnPremisesIntegration& wanted,
                                                    std::int64_t expected_version) override {
        if (broken) return store_failure();
        if (settings.version != expected_version)
            return base::fail(base::ErrorCode::conflict, "somebody else was first");
        if (wanted.writeback_enabled && !settings.writeback_enabled) ++settings.switched_on;
        settings.writeback_enabled = wanted.writeback_enabled;
        settings.unlock_allowed = wanted.unlock_allowed;
        ++settings.version;
        return settings;
    }
    base::Result<std::vector<core::DomainSignIn>> domains(const core::TenantId&) override {
        if (broken) return store_failure();
        std::vector<core::DomainSignIn> all;
        for (const auto& [name, type] : sign_in_types) all.push_back({name, type});
        return all;
    }
    base::Result<core::SignInType> sign_in_type(const core::TenantId&, const std::string& domain) override {
        if (broken) return store_failure();
        return sign_in_types[domain];
    }
    base::Result<void> set_sign_in_type(const core::TenantId&, const core::DomainSignIn& domain) override {
        if (broken) return store_failure();
        sign_in_types[domain.name] = domain.sign_in_type;
        return {};
    }
};

}  // namespace tilbage::fakes
