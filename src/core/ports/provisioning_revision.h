// A number that grows with every change of a person or group in a tenant, whoever makes it (docs/protocol.md §7,
// Tilbage-Revision). Any thread.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

class ProvisioningRevision {
public:
    virtual ~ProvisioningRevision() = default;
    // Within an open unit of work: with what it has changed so far.
    virtual base::Result<std::int64_t> revision(const TenantId& tenant) = 0;
};

}  // namespace tilbage::core
