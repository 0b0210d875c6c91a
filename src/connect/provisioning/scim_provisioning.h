// The tenant's people over SCIM.
#pragma once

#include "connect/provisioning/scim_client.h"
#include "core/ports/provisioning.h"

namespace tilbage::connect {

// One thread.
class ScimProvisioning final : public core::Provisioning {
public:
    explicit ScimProvisioning(ScimClient& scim) : scim_(scim) {}

    base::Result<std::vector<core::ProvisionedPerson>> list() override;
    base::Result<core::ProvisioningReport> apply(const std::vector<core::ProvisioningChange>& changes) override;

private:
    ScimClient& scim_;
};

}  // namespace tilbage::connect
