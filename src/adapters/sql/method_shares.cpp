#include "adapters/sql/method_shares.h"

#include <algorithm>

namespace tilbage::adapters::sql {
namespace {

// UNION leaves one row of each person and kind.
constexpr std::string_view kCount =
    "WITH somebody AS (SELECT id, alternate_mails, profile FROM people "
    "WHERE tenant_id = $1 AND active = 1 AND anchor IS NOT NULL), "
    "has AS (SELECT id AS person_id, 'email' AS kind FROM somebody WHERE alternate_mails <> '[]' "
    "UNION SELECT id, 'mobilePhone' FROM somebody WHERE coalesce(profile ->> '$.mobile_phone', '') <> '' "
    "UNION SELECT person_id, kind FROM authentication_methods "
    "WHERE tenant_id = $1 AND locked = 0 AND person_id IN (SELECT id FROM somebody)) "
    "SELECT kind, count(*), (SELECT count(DISTINCT person_id) FROM has) FROM has GROUP BY kind";

}  // namespace

base::Result<core::MethodShares> SqlMethodShares::count(const core::TenantId& tenant) {
    const auto found = database_.read(kCount, {tenant.str()});
    if (!found) return base::fail(found.error());
    core::MethodShares shares{};
    for (const auto& row : found->rows) {
        const auto kind = core::parse_method_kind(row.text(0));
        if (!kind) continue;
        // Rounded up: one person of very many is somebody, too.
        const auto people = row.integer(2);
        shares.at(static_cast<std::size_t>(*kind)) = static_cast<int>((256 * row.integer(1) + people - 1) / people);
    }
    return shares;
}

}  // namespace tilbage::adapters::sql
