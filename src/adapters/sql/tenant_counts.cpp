#include "adapters/sql/tenant_counts.h"

namespace tilbage::adapters::sql {
namespace {

constexpr std::string_view kCount =
    "SELECT (SELECT count(*) FROM people WHERE tenant_id = $1), "
    "(SELECT count(*) FROM groups WHERE tenant_id = $1), "
    "(SELECT count(DISTINCT person_id) FROM people_waiting WHERE tenant_id = $1), "
    "(SELECT count(*) FROM deleted_people WHERE tenant_id = $1)";

}  // namespace

base::Result<core::TenantCounts> SqlTenantCounts::read(const core::TenantId& tenant) {
    const auto found = database_.read(kCount, {tenant.str()});
    if (!found) return base::fail(found.error());
    const Row& row = found->rows.front();
    return core::TenantCounts{.users = row.integer(0),
                              .groups = row.integer(1),
                              .quarantined = row.integer(2),
                              .deleted_users = row.integer(3)};
}

}  // namespace tilbage::adapters::sql
