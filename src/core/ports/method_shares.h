// How many of a tenant's people have each kind of method: what a decoy's methods must look like (ADR 7). Any thread;
// calls read everybody, and are for once in a while.
#pragma once

#include <array>

#include "base/result.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"

namespace tilbage::core {

// Of 256 people who can prove anything at all, by MethodKind.
using MethodShares = std::array<int, kAllMethodKinds.size()>;

class MethodShareStore {
public:
    virtual ~MethodShareStore() = default;
    // Active people of a directory count, with what was registered and what the directory brings. All 0: there is
    // nobody.
    virtual base::Result<MethodShares> count(const TenantId& tenant) = 0;
};

}  // namespace tilbage::core
