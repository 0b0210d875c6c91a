// On-premises integration (core/ports/integration_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/integration_store.h"

namespace tilbage::adapters::sql {

class SqlIntegrationStore final : public core::IntegrationStore {
public:
    explicit SqlIntegrationStore(Database& database) : database_(database) {}
    base::Result<core::OnPremisesIntegration> read(const core::TenantId& tenant) override;
    base::Result<core::OnPremisesIntegration> write(const core::TenantId& tenant,
                                                    const core::OnPremisesIntegration& settings,
                                                    std::int64_t expected_version) override;
    base::Result<std::vector<core::DomainSignIn>> domains(const core::TenantId& tenant) override;
    base::Result<core::SignInType> sign_in_type(const core::TenantId& tenant, const std::string& domain) override;
    base::Result<void> set_sign_in_type(const core::TenantId& tenant, const core::DomainSignIn& domain) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
