// The groups that the tenant has, as an agent sees and changes them (SCIM 2.0 behind it). Calls block; one thread.
#pragma once

#include <vector>

#include "base/result.h"
#include "core/identity/group.h"

namespace tilbage::core {

class GroupProvisioning {
public:
    virtual ~GroupProvisioning() = default;
    virtual base::Result<std::vector<Group>> list_groups() = 0;
    // invalid_argument, conflict, not_found: the tenant refuses this one change, and others may still be done.
    virtual base::Result<GroupId> create_group(const Group& group) = 0;
    virtual base::Result<void> replace_group(const Group& group) = 0;
    virtual base::Result<void> remove_group(const GroupId& id) = 0;
};

}  // namespace tilbage::core
