// Pages of people and groups that a filter finds: by an index where there is one, else by looking at everybody, page
// after page.
#pragma once

#include "core/ports/group_store.h"
#include "core/ports/person_store.h"
#include "tenant/http/scim_query.h"

namespace tilbage::tenant {

[[nodiscard]] base::Result<core::PersonPage> find_people(core::PersonStore& people, const core::TenantId& tenant,
                                                         const ScimQuery& query);
[[nodiscard]] base::Result<core::GroupPage> find_groups(core::GroupStore& groups, const core::TenantId& tenant,
                                                        const ScimQuery& query);

}  // namespace tilbage::tenant
