// The one group whose members, direct and nested, are the only people synchronised while a pilot runs. Who is a member
// by primaryGroupID alone is none: the directory keeps no list of those. One thread.
#pragma once

#include <set>
#include <vector>

#include "base/result.h"
#include "core/ports/connector_space.h"

namespace tilbage::core {

class PilotGroup {
public:
    // Reads the staged members anew; groups in a circle end.
    base::Result<void> read(ConnectorSpace& space, DirectoryNumber directory, const ObjectGuid& group);
    // The group itself, or a member of any kind.
    [[nodiscard]] bool contains(const ObjectGuid& guid) const { return members_.contains(guid); }
    [[nodiscard]] const std::set<ObjectGuid>& members() const { return members_; }

private:
    std::set<ObjectGuid> members_;
};

// Who is in one and not in the other.
[[nodiscard]] std::vector<ObjectGuid> difference(const PilotGroup& one, const PilotGroup& other);

}  // namespace tilbage::core
