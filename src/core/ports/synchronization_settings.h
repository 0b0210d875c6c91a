// What the administrators decided about the synchronisation (docs/protocol.md §11). Any thread; every call is one
// transaction.
#pragma once

#include "base/result.h"
#include "core/identity/ids.h"
#include "core/sync/removal_threshold.h"

namespace tilbage::core {

struct SynchronizationSettings {
    bool block_soft_match = false;
    // Nobody who is not from a directory is taken over by their anchor.
    bool block_hard_match_takeover = false;
    RemovalThreshold removal_threshold = {};

    bool operator==(const SynchronizationSettings&) const = default;
};

class SynchronizationSettingsStore {
public:
    virtual ~SynchronizationSettingsStore() = default;
    // The defaults when nothing was ever written.
    virtual base::Result<SynchronizationSettings> read(const TenantId& tenant) = 0;
    virtual base::Result<void> write(const TenantId& tenant, const SynchronizationSettings& settings) = 0;
};

}  // namespace tilbage::core
