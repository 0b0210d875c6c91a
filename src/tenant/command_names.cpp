#include "tenant/command_names.h"

#include <utility>
#include <vector>

#include "adapters/sql/tenant_store.h"
#include "base/unicode.h"

namespace tilbage::tenant {

using base::ErrorCode;

base::Result<core::Tenant> tenant_named(adapters::sql::Database& database, const std::string& domain) {
    adapters::sql::SqlTenantStore tenants(database);
    if (!domain.empty()) {
        auto found = tenants.find_by_domain(domain);
        if (!found) return base::fail(found.error());
        if (!*found) return base::fail(ErrorCode::not_found, "there is no tenant " + domain);
        return std::move(**found);
    }
    auto all = tenants.all();
    if (!all) return base::fail(all.error());
    if (all->size() != 1)
        return base::fail(ErrorCode::invalid_argument, all->empty()
                                                           ? "the store holds no tenant; run init first"
                                                           : "there are several tenants; name one by --tenant");
    return std::move(all->front());
}

base::Result<core::GroupId> group_named(core::GroupStore& groups, const core::TenantId& tenant,
                                        const std::string& name) {
    const auto found = groups.search(tenant, {.starts_with = name, .after = {}, .count = 100});
    if (!found) return base::fail(found.error());
    std::vector<core::GroupId> of_name;
    for (const auto& group : found->groups)
        if (base::fold_case(group.display_name) == base::fold_case(name)) of_name.push_back(group.id);
    if (of_name.size() == 1) return of_name.front();
    return base::fail(ErrorCode::not_found, of_name.empty()
                                                ? "there is no group " + name
                                                : "several groups are called " + name + "; choose it in the portal");
}

}  // namespace tilbage::tenant
