#include "fakes/provision_world.h"

namespace tilbage::fakes {

ProvisionWorld::ProvisionWorld() { tenants.tenants.push_back({agent.tenant_id, "tenant.test", "Example"}); }

ProvisionWorld::~ProvisionWorld() = default;

}  // namespace tilbage::fakes
