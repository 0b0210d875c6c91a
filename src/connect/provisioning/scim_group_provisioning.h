// The tenant's groups over SCIM.
#pragma once

#include "connect/provisioning/scim_client.h"
#include "core/ports/group_provisioning.h"

namespace tilbage::connect {

// One thread.
class ScimGroupProvisioning final : public core::GroupProvisioning {
public:
    explicit ScimGroupProvisioning(ScimClient& scim) : scim_(scim) {}

    base::Result<std::vector<core::Group>> list_groups() override;
    base::Result<core::GroupId> create_group(const core::Group& group) override;
    base::Result<void> replace_group(const core::Group& group) override;
    base::Result<void> remove_group(const core::GroupId& id) override;

private:
    ScimClient& scim_;
};

}  // namespace tilbage::connect
