// Brings the security groups of the directory to the tenant, after its people. A synchronisation engine will take this
// use case's place behind the same ports.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/ports/group_provisioning.h"
#include "core/ports/group_source.h"
#include "core/ports/provisioning.h"
#include "core/sync/import_people.h"

namespace tilbage::core {

struct GroupImportReport {
    std::size_t groups = 0;  // in scope, in the directory
    std::size_t created = 0;
    std::size_t replaced = 0;
    std::size_t removed = 0;
    std::vector<std::string> refused;
};

// Members that the tenant does not have (out of scope, or refused) are left out. New groups are made empty first, so
// that groups may hold one another in any order. The same guards as for people: an error of the source changes nothing,
// and so do more removals than the rules allow (conflict).
[[nodiscard]] base::Result<GroupImportReport> import_groups(GroupSource& source, Provisioning& people,
                                                            GroupProvisioning& tenant, const ImportRules& rules);

}  // namespace tilbage::core
