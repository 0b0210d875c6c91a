// tilbage-tenant integration: shows and changes the on-premises integration of a tenant, beside a running server, which
// sees the change at once.
#pragma once

#include <optional>
#include <string>

#include "tenant/config.h"

namespace tilbage::tenant {

struct IntegrationOptions {
    std::string domain;
    std::optional<bool> writeback;
    std::optional<bool> unlock;
};

// Prints what stands there afterwards, one "name: yes|no" a line. Gives the exit code.
int integration_command(const Config& config, const IntegrationOptions& options);

}  // namespace tilbage::tenant
