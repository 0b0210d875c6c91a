// Brings the people of the directory to the tenant: everything is read, compared, and the difference written. A
// synchronisation engine will take this use case's place behind the same ports.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/ports/people_source.h"
#include "core/ports/provisioning.h"

namespace tilbage::core {

struct ImportReport {
    std::size_t people = 0;  // in scope, in the directory
    std::size_t created = 0;
    std::size_t replaced = 0;
    std::size_t removed = 0;
    std::vector<std::string> refused;
};

struct ImportRules {
    std::size_t max_removals = 500;
    bool staging = false;  // the tenant is only compared with: the report tells what would be done
};

// Removals first, so that a user name that went from one person to another is free when it is needed.
[[nodiscard]] std::vector<ProvisioningChange> plan_import(const std::vector<SourcePerson>& source,
                                                          const std::vector<ProvisionedPerson>& tenant);

// An error of the source means that its list is not whole: nothing is changed then. More than `max_removals` people to
// remove is an error too (conflict): somebody should look first whether the directory lost them, or the configuration
// did.
[[nodiscard]] base::Result<ImportReport> import_people(PeopleSource& source, Provisioning& tenant,
                                                       const ImportRules& rules);

}  // namespace tilbage::core
