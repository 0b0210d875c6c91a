// Which tenant somebody belongs to who has only typed a user ID.
#pragma once

#include <string>

#include "core/identity/user_id.h"
#include "core/ports/person_store.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// By `realm_hint` (the page's whr=), else by the domain of an address, else the first tenant. The same lookups whatever
// is found.
[[nodiscard]] Answer<Tenant> find_tenant(TenantStore& tenants, const std::string& realm_hint, const UserId& user_id);

}  // namespace tilbage::core
