// The choice of units (core/identity/scope.h) by GUID, so that renaming or moving a unit loses nobody. Pure, any
// thread.
#pragma once

#include <set>
#include <span>

#include "core/identity/scope.h"
#include "core/sync/explanation.h"
#include "core/sync/object_guid.h"

namespace tilbage::core {

struct BoundScope {
    Scope::Mode mode = Scope::Mode::all;
    std::set<ObjectGuid> include;
    std::set<ObjectGuid> exclude;
    bool include_new_units = true;
    bool operator==(const BoundScope&) const = default;
};

struct ScopeLink {
    ObjectGuid guid;
    bool organizational_unit = false;
};

// What covers() says of names, of the object itself and what it lies below, up to the domain's head: in_scope,
// outside_units, excluded_unit or new_unit_not_included.
[[nodiscard]] ExplanationWhy place_in(const BoundScope& scope, std::span<const ScopeLink> object_and_above);

}  // namespace tilbage::core
