// What operators name on the command line.
#pragma once

#include <string>

#include "adapters/sql/database.h"
#include "core/identity/group.h"
#include "core/ports/group_store.h"
#include "core/ports/person_store.h"

namespace tilbage::tenant {

// By its domain; the only one where none is named.
[[nodiscard]] base::Result<core::Tenant> tenant_named(adapters::sql::Database& database, const std::string& domain);
// The one group of this name, whatever its case.
[[nodiscard]] base::Result<core::GroupId> group_named(core::GroupStore& groups, const core::TenantId& tenant,
                                                      const std::string& name);

}  // namespace tilbage::tenant
