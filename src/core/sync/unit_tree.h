// Where objects lie: the units of one directory, read once and kept, and the names that come of them. There are
// thousands of units where there are a hundred thousand people. One thread.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "core/ports/connector_space.h"
#include "core/sync/bound_scope.h"

namespace tilbage::core {

struct Placement {
    std::vector<ScopeLink> chain;    // the object itself first, the domain's head last
    std::string distinguished_name;  // empty: something above it is not staged
};

class UnitTree {
public:
    UnitTree(ConnectorSpace& space, DirectoryNumber directory) : space_(space), directory_(directory) {}
    UnitTree(const UnitTree&) = delete;
    UnitTree& operator=(const UnitTree&) = delete;

    [[nodiscard]] base::Result<Placement> place(const StagedObject& object);
    // A unit was imported: everything is read anew when it is needed.
    void forget() { units_.clear(); }

private:
    struct Unit {
        ObjectGuid parent;
        std::string rdn;
    };
    base::Result<std::optional<Unit>> unit(const ObjectGuid& guid);

    ConnectorSpace& space_;
    DirectoryNumber directory_;
    std::unordered_map<ObjectGuid, Unit, ObjectGuidHash> units_;
};

}  // namespace tilbage::core
