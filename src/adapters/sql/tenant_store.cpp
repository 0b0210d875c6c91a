#include "adapters/sql/tenant_store.h"

#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

core::Tenant read_tenant(const Row& row) {
    return {.id = core::TenantId(row.text(0)), .domain = row.text(1), .display_name = row.text(2)};
}

// A tenant whose own domain it is comes before those whose people have it.
constexpr std::string_view kByDomain =
    "SELECT id, domain, display_name, domain_folded = $1 AS own FROM tenants "
    "WHERE domain_folded = $1 "
    "OR EXISTS (SELECT 1 FROM people WHERE tenant_id = tenants.id AND domain_folded = $1) "
    "OR EXISTS (SELECT 1 FROM people WHERE tenant_id = tenants.id AND user_name_suffix = $1) "
    "ORDER BY own DESC, id LIMIT 2";

}  // namespace

base::Result<void> SqlTenantStore::add(const core::Tenant& tenant, base::TimePoint now) {
    auto done = database_.write(
        "INSERT INTO tenants (id, domain, domain_folded, display_name, created_at) VALUES ($1, $2, $3, $4, $5)",
        {tenant.id.str(), tenant.domain, base::fold_case(tenant.domain), tenant.display_name, millis(now)});
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<std::optional<core::Tenant>> SqlTenantStore::find(const core::TenantId& id) {
    auto found = database_.read("SELECT id, domain, display_name FROM tenants WHERE id = $1", {id.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_tenant(found->rows.front());
}

base::Result<std::optional<core::Tenant>> SqlTenantStore::find_by_domain(const std::string& domain) {
    const std::string folded = base::fold_case(domain);
    if (folded.empty()) return std::nullopt;
    auto found = database_.read(kByDomain, {folded});
    if (!found) return base::fail(found.error());
    const auto& rows = found->rows;
    const bool clear = rows.size() == 1 || (rows.size() == 2 && rows.front().integer(3) == 1);
    if (!clear) return std::nullopt;
    return read_tenant(rows.front());
}

base::Result<std::vector<core::Tenant>> SqlTenantStore::all() {
    auto found = database_.read("SELECT id, domain, display_name FROM tenants ORDER BY domain_folded");
    if (!found) return base::fail(found.error());
    std::vector<core::Tenant> tenants;
    for (const Row& row : found->rows) tenants.push_back(read_tenant(row));
    return tenants;
}

}  // namespace tilbage::adapters::sql
