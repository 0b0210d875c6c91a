#include "adapters/sql/password_protection_store.h"

#include "adapters/sql/text_list.h"

namespace tilbage::adapters::sql {
namespace {

using core::PasswordProtection;

constexpr std::string_view kRead = "SELECT enabled, mode, words, version FROM password_protection WHERE tenant_id = $1";
constexpr std::string_view kVersion = "SELECT version FROM password_protection WHERE tenant_id = $1";
constexpr std::string_view kWrite =
    "INSERT INTO password_protection (tenant_id, enabled, mode, words, version) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (tenant_id) DO UPDATE SET enabled = $2, mode = $3, words = $4, version = $5";

base::Result<PasswordProtection> read_from(Connection& connection, const core::TenantId& tenant) {
    auto found = connection.query(kRead, {tenant.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return PasswordProtection{};
    const Row& row = found->rows.front();
    return PasswordProtection{.enabled = row.integer(0) == 1,
                              .mode = core::parse_ban_mode(row.text(1)).value_or(core::BanMode::enforce),
                              .words = read_text_list(row.text(2)),
                              .version = row.integer(3)};
}

}  // namespace

base::Result<PasswordProtection> SqlPasswordProtectionStore::read(const core::TenantId& tenant) {
    return database_.read([&](Connection& connection) { return read_from(connection, tenant); });
}

base::Result<std::int64_t> SqlPasswordProtectionStore::version(const core::TenantId& tenant) {
    auto found = database_.read(kVersion, {tenant.str()});
    if (!found) return base::fail(found.error());
    return found->rows.empty() ? 0 : found->rows.front().integer(0);
}

base::Result<PasswordProtection> SqlPasswordProtectionStore::write(const core::TenantId& tenant,
                                                                   const PasswordProtection& protection,
                                                                   std::int64_t expected_version) {
    return database_.write([&](Connection& connection) -> base::Result<PasswordProtection> {
        const auto before = read_from(connection, tenant);
        if (!before) return before;
        if (before->version != expected_version)
            return base::fail(base::ErrorCode::conflict, "somebody else changed the settings meanwhile");
        auto after = protection;
        after.version = before->version + 1;
        auto done =
            connection.query(kWrite, {tenant.str(), std::int64_t{after.enabled},
                                      std::string(core::to_string(after.mode)), text_list(after.words), after.version});
        if (!done) return base::fail(done.error());
        return after;
    });
}

}  // namespace tilbage::adapters::sql
