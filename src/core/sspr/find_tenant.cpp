#include "core/sspr/find_tenant.h"

#include "base/unicode.h"

namespace tilbage::core {

Answer<Tenant> find_tenant(TenantStore& tenants, const std::string& realm_hint, const UserId& user_id) {
    auto by_hint = tenants.find_by_domain(base::fold_case(realm_hint));
    if (!by_hint) return refuse(by_hint.error());
    auto by_address = tenants.find_by_domain(user_id.domain);
    if (!by_address) return refuse(by_address.error());
    auto all = tenants.all();
    if (!all) return refuse(all.error());
    if (*by_hint) return std::move(**by_hint);
    if (*by_address) return std::move(**by_address);
    if (all->empty()) return refuse(base::Error{base::ErrorCode::not_found, "the store holds no tenant: run init"});
    return std::move(all->front());
}

}  // namespace tilbage::core
