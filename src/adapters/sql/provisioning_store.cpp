#include "adapters/sql/provisioning_store.h"

#include "adapters/sql/person_json.h"
#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

// In the order that read_candidates() knows.
constexpr std::string_view kMatch =
    "SELECT 0, id FROM people WHERE tenant_id = $1 AND anchor = $2 "
    "UNION ALL SELECT 1, id FROM deleted_people WHERE tenant_id = $1 AND anchor = $2 AND deleted_at > $3 "
    "UNION ALL SELECT 2, id FROM people WHERE tenant_id = $1 AND external_id = $2 AND anchor IS NULL "
    "UNION ALL SELECT 3, id FROM people WHERE tenant_id = $1 AND user_name_folded = $4 AND anchor IS NULL "
    "UNION ALL SELECT 4, id FROM people WHERE tenant_id = $1 AND work_mail_folded = $5 AND $5 <> '' AND anchor IS NULL";

constexpr std::string_view kUserNameHolder =
    "SELECT id FROM people WHERE tenant_id = $1 AND user_name_folded = $2 AND id <> $3 "
    "UNION ALL SELECT id FROM administrators WHERE tenant_id = $1 AND user_name_folded = $2 LIMIT 1";
constexpr std::string_view kAddressHolder =
    "SELECT person_id FROM people_addresses WHERE tenant_id = $1 AND kind = 'proxy' AND address_folded = $2 "
    "AND person_id <> $3 "
    "UNION ALL SELECT id FROM administrators WHERE tenant_id = $1 AND user_name_folded = $2 LIMIT 1";

core::MatchCandidates read_candidates(const QueryResult& result) {
    core::MatchCandidates found;
    for (const Row& row : result.rows) {
        core::PersonId id(row.text(1));
        switch (row.integer(0)) {
            case 0:
                found.by_anchor = std::move(id);
                break;
            case 1:
                found.deleted = std::move(id);
                break;
            case 2:
                found.own_by_anchor.push_back(std::move(id));
                break;
            case 3:
                found.own_by_name = std::move(id);
                break;
            default:
                found.own_by_mail.push_back(std::move(id));
        }
    }
    return found;
}

base::Result<std::vector<core::PersonId>> ids_of(base::Result<QueryResult> found) {
    if (!found) return base::fail(found.error());
    std::vector<core::PersonId> ids;
    for (const Row& row : found->rows) ids.emplace_back(row.text(0));
    return ids;
}

}  // namespace

base::Result<core::MatchCandidates> SqlProvisioningStore::match(const core::TenantId& tenant,
                                                                const core::MatchKeys& keys) {
    auto found = database_.read(kMatch, {tenant.str(), keys.anchor.str(), millis(keys.deleted_since),
                                         base::fold_case(keys.user_name), base::fold_case(keys.primary_address)});
    if (!found) return base::fail(found.error());
    return read_candidates(*found);
}

base::Result<std::optional<std::string>> SqlProvisioningStore::holder_of(const core::TenantId& tenant,
                                                                         Property property, const std::string& value,
                                                                         const core::PersonId& except) {
    auto found = database_.read(property == Property::user_principal_name ? kUserNameHolder : kAddressHolder,
                                {tenant.str(), base::fold_case(value), except.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return found->rows.front().text(0);
}

base::Result<std::vector<core::PersonId>> SqlProvisioningStore::waiting(const core::TenantId& tenant, Property property,
                                                                        const std::string& value) {
    return ids_of(database_.read(
        "SELECT person_id FROM people_waiting WHERE tenant_id = $1 AND property = $2 AND value_folded = $3 "
        "ORDER BY occurred_at, person_id",
        {tenant.str(), std::string(property_name(property)), base::fold_case(value)}));
}

base::Result<std::vector<core::PersonId>> SqlProvisioningStore::all_waiting(const core::TenantId& tenant) {
    return ids_of(database_.read(
        "SELECT DISTINCT person_id FROM people_waiting WHERE tenant_id = $1 ORDER BY occurred_at, person_id",
        {tenant.str()}));
}

base::Result<void> SqlProvisioningStore::count_up(const core::TenantId& tenant) {
    auto done = database_.write(
        "INSERT INTO provisioning_revisions (tenant_id, revision) VALUES ($1, 1) "
        "ON CONFLICT (tenant_id) DO UPDATE SET revision = revision + 1",
        {tenant.str()});
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<std::int64_t> SqlProvisioningStore::revision(const core::TenantId& tenant) {
    auto found = database_.read("SELECT revision FROM provisioning_revisions WHERE tenant_id = $1", {tenant.str()});
    if (!found) return base::fail(found.error());
    return found->rows.empty() ? 0 : found->rows.front().integer(0);
}

}  // namespace tilbage::adapters::sql
