#include "adapters/sql/provisioning_conflicts.h"

#include "adapters/sql/person_json.h"

namespace tilbage::adapters::sql {
namespace {

constexpr std::string_view kList =
    "SELECT w.person_id, p.user_name, p.display_name, w.property, w.value, w.colliding_id, w.occurred_at, "
    "h.user_name, h.display_name, a.user_name, a.display_name "
    "FROM people_waiting w JOIN people p ON p.id = w.person_id "
    "LEFT JOIN people h ON h.id = w.colliding_id AND h.tenant_id = w.tenant_id "
    "LEFT JOIN administrators a ON a.id = w.colliding_id AND a.tenant_id = w.tenant_id "
    "WHERE w.tenant_id = $1 AND (w.occurred_at, w.person_id, w.value) > ($2, $3, $4) "
    "ORDER BY w.occurred_at, w.person_id, w.value LIMIT $5";

std::optional<core::ProvisioningConflict::Holder> read_holder(const Row& row) {
    using Kind = core::ProvisioningConflict::Holder::Kind;
    const std::string& id = row.text(5);
    if (!row.is_null(7)) return {{Kind::person, id, row.text(7), row.text(8)}};
    if (!row.is_null(9)) return {{Kind::administrator, id, row.text(9), row.text(10)}};
    return std::nullopt;
}

}  // namespace

base::Result<std::vector<core::ProvisioningConflict>> SqlProvisioningConflicts::list(
    const core::TenantId& tenant, const std::optional<core::ConflictPosition>& after, int count) {
    const auto from = after.value_or(core::ConflictPosition{});
    auto found =
        database_.read(kList, {tenant.str(), millis(from.occurred_at), from.person, from.value, std::int64_t{count}});
    if (!found) return base::fail(found.error());
    std::vector<core::ProvisioningConflict> conflicts;
    for (const Row& row : found->rows)
        conflicts.push_back({.person = core::PersonId(row.text(0)),
                             .user_name = row.text(1),
                             .display_name = row.text(2),
                             .error = {.property = property_of(row.text(3)),
                                       .value = row.text(4),
                                       .colliding_id = row.text(5),
                                       .occurred_at = row.time(6)},
                             .holder = read_holder(row)});
    return conflicts;
}

base::Result<std::int64_t> SqlProvisioningConflicts::people(const core::TenantId& tenant) {
    auto found =
        database_.read("SELECT count(DISTINCT person_id) FROM people_waiting WHERE tenant_id = $1", {tenant.str()});
    if (!found) return base::fail(found.error());
    return found->rows.front().integer(0);
}

}  // namespace tilbage::adapters::sql
