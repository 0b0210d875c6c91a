// How much of what a tenant has. Any thread; calls block.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

struct TenantCounts {
    std::int64_t users = 0;
    std::int64_t groups = 0;
    std::int64_t quarantined = 0;  // users who wait for a value that is another's
    std::int64_t deleted_users = 0;
    bool operator==(const TenantCounts&) const = default;
};

class TenantCountStore {
public:
    virtual ~TenantCountStore() = default;
    virtual base::Result<TenantCounts> read(const TenantId& tenant) = 0;
};

}  // namespace tilbage::core
