// Who this agent is at the tenant, as enrolment found: `identity.json` in the state folder.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::connect {

struct Identity {
    core::AgentId agent_id;
    core::TenantId tenant_id;
    std::string tenant;  // its domain
};

[[nodiscard]] base::Result<void> save_identity(const std::filesystem::path& state_dir, const Identity& identity);
// not_found: not enrolled yet.
[[nodiscard]] base::Result<Identity> load_identity(const std::filesystem::path& state_dir);

}  // namespace tilbage::connect
