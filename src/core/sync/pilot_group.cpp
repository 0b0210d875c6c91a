#include "core/sync/pilot_group.h"

#include <algorithm>

namespace tilbage::core {

base::Result<void> PilotGroup::read(ConnectorSpace& space, DirectoryNumber directory, const ObjectGuid& group) {
    members_ = {group};
    std::vector<ObjectGuid> unread{group};
    while (!unread.empty()) {
        const auto next = unread.back();
        unread.pop_back();
        const auto members = space.members(directory, next);  // none, of what is no group
        if (!members) return base::fail(members.error());
        for (const auto& member : *members) {
            if (members_.insert(member).second) unread.push_back(member);
        }
    }
    return {};
}

std::vector<ObjectGuid> difference(const PilotGroup& one, const PilotGroup& other) {
    std::vector<ObjectGuid> differing;
    std::ranges::set_symmetric_difference(one.members(), other.members(), std::back_inserter(differing));
    return differing;
}

}  // namespace tilbage::core
