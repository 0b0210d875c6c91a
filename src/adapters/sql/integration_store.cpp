#include "adapters/sql/integration_store.h"

#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

using core::OnPremisesIntegration;

constexpr std::string_view kRead =
    "SELECT writeback_enabled, unlock_allowed, version, switched_on FROM integration WHERE tenant_id = $1";
constexpr std::string_view kWrite =
    "INSERT INTO integration (tenant_id, writeback_enabled, unlock_allowed, version, switched_on) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id) DO UPDATE SET writeback_enabled = $2, unlock_allowed = $3, "
    "version = $4, switched_on = $5";
// The domains of people's names, found by walking the index and not by reading everybody.
constexpr std::string_view kDomains =
    "WITH RECURSIVE found (name) AS ("
    "SELECT min(user_name_suffix) FROM people WHERE tenant_id = $1 AND user_name_suffix > '' "
    "UNION ALL SELECT (SELECT min(user_name_suffix) FROM people WHERE tenant_id = $1 AND user_name_suffix > "
    "found.name) "
    "FROM found WHERE found.name IS NOT NULL) "
    "SELECT name, coalesce((SELECT sign_in_type FROM domains WHERE tenant_id = $1 AND domains.name = all_names.name), "
    "'none') FROM (SELECT name FROM found WHERE name IS NOT NULL "
    "UNION SELECT domain_folded FROM tenants WHERE id = $1 "
    "UNION SELECT name FROM domains WHERE tenant_id = $1) AS all_names ORDER BY name";

base::Result<OnPremisesIntegration> read_from(Connection& connection, const core::TenantId& tenant) {
    auto found = connection.query(kRead, {tenant.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return OnPremisesIntegration{};
    const Row& row = found->rows.front();
    return OnPremisesIntegration{.writeback_enabled = row.integer(0) == 1,
                                 .unlock_allowed = row.integer(1) == 1,
                                 .version = row.integer(2),
                                 .switched_on = row.integer(3)};
}

}  // namespace

base::Result<OnPremisesIntegration> SqlIntegrationStore::read(const core::TenantId& tenant) {
    return database_.read([&](Connection& connection) { return read_from(connection, tenant); });
}

base::Result<OnPremisesIntegration> SqlIntegrationStore::write(const core::TenantId& tenant,
                                                               const OnPremisesIntegration& settings,
                                                               std::int64_t expected_version) {
    return database_.write([&](Connection& connection) -> base::Result<OnPremisesIntegration> {
        const auto before = read_from(connection, tenant);
        if (!before) return before;
        if (before->version != expected_version)
            return base::fail(base::ErrorCode::conflict, "somebody else changed the settings meanwhile");
        auto after = settings;
        after.version = before->version + 1;
        const bool on_again = settings.writeback_enabled && !before->writeback_enabled;
        after.switched_on = before->switched_on + (on_again ? 1 : 0);
        auto done = connection.query(kWrite, {tenant.str(), std::int64_t{after.writeback_enabled},
                                              std::int64_t{after.unlock_allowed}, after.version, after.switched_on});
        if (!done) return base::fail(done.error());
        return after;
    });
}

base::Result<std::vector<core::DomainSignIn>> SqlIntegrationStore::domains(const core::TenantId& tenant) {
    auto found = database_.read(kDomains, {tenant.str()});
    if (!found) return base::fail(found.error());
    std::vector<core::DomainSignIn> domains;
    for (const Row& row : found->rows) {
        domains.push_back({row.text(0), core::parse_sign_in_type(row.text(1)).value_or(core::SignInType::none)});
    }
    return domains;
}

base::Result<core::SignInType> SqlIntegrationStore::sign_in_type(const core::TenantId& tenant,
                                                                 const std::string& domain) {
    auto found = database_.read("SELECT sign_in_type FROM domains WHERE tenant_id = $1 AND name = $2",
                                {tenant.str(), base::fold_case(domain)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return core::SignInType::none;
    return core::parse_sign_in_type(found->rows.front().text(0)).value_or(core::SignInType::none);
}

base::Result<void> SqlIntegrationStore::set_sign_in_type(const core::TenantId& tenant,
                                                         const core::DomainSignIn& domain) {
    auto done = database_.write(
        "INSERT INTO domains (tenant_id, name, sign_in_type) VALUES ($1, $2, $3) "
        "ON CONFLICT (tenant_id, name) DO UPDATE SET sign_in_type = $3",
        {tenant.str(), base::fold_case(domain.name), std::string(core::to_string(domain.sign_in_type))});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace tilbage::adapters::sql
