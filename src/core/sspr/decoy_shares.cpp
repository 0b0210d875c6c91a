#include "core/sspr/decoy_shares.h"

#include <utility>

namespace tilbage::core {

base::Result<void> DecoyShares::refresh(TenantStore& tenants, MethodShareStore& store) {
    const auto all = tenants.all();
    if (!all) return base::fail(all.error());
    for (const auto& tenant : *all) {
        const auto counted = store.count(tenant.id);
        if (!counted) return base::fail(counted.error());
        shares_.with([&](auto& shares) { shares[tenant.id] = *counted; });
    }
    return {};
}

MethodShares DecoyShares::of(const TenantId& tenant) const {
    return shares_.with([&](const auto& shares) {
        const auto found = shares.find(tenant);
        return found == shares.end() ? MethodShares{} : found->second;
    });
}

}  // namespace tilbage::core
