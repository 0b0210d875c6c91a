#include "core/identity/group.h"

#include <algorithm>

namespace tilbage::core {

void normalise_members(std::vector<GroupMember>& members) {
    std::ranges::sort(members);
    const auto twice = std::ranges::unique(members);
    members.erase(twice.begin(), twice.end());
}

}  // namespace tilbage::core
