#include "adapters/sql/administrator_store.h"

#include "adapters/sql/administrator_rows.h"
#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

base::Result<core::Administrator> read_administrator(Connection& connection, const Row& row) {
    core::Administrator administrator{.id = core::AdministratorId(row.text(0)),
                                      .tenant_id = core::TenantId(row.text(1)),
                                      .user_name = row.text(2),
                                      .display_name = row.text(3),
                                      .roles = {}};
    auto roles = read_roles(connection, administrator.id);
    if (!roles) return base::fail(roles.error());
    administrator.roles = std::move(*roles);
    return administrator;
}

base::Result<std::optional<core::Administrator>> find_one(Connection& connection, std::string_view sql,
                                                          const std::vector<Value>& parameters) {
    auto found = connection.query(sql, parameters);
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    auto administrator = read_administrator(connection, found->rows.front());
    if (!administrator) return base::fail(administrator.error());
    return std::move(*administrator);
}

base::Result<void> write_roles(Connection& connection, const core::AdministratorId& id,
                               const std::vector<core::Role>& roles) {
    if (auto done = connection.query("DELETE FROM administrator_roles WHERE administrator_id = $1", {id.str()}); !done)
        return base::fail(done.error());
    for (const auto role : roles) {
        auto done = connection.query(
            "INSERT INTO administrator_roles (administrator_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            {id.str(), std::string(core::to_string(role))});
        if (!done) return base::fail(done.error());
    }
    return {};
}

base::Result<void> changed_one(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    if (done->affected != 1) return base::fail(base::ErrorCode::not_found, "there is no such administrator");
    return {};
}

}  // namespace

base::Result<void> SqlAdministratorStore::add(const core::Administrator& administrator,
                                              const std::string& password_hash, base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto added = connection.query(
            "INSERT INTO administrators (id, tenant_id, user_name, user_name_folded, display_name, password_hash, "
            "created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
            {administrator.id.str(), administrator.tenant_id.str(), administrator.user_name,
             base::fold_case(administrator.user_name), administrator.display_name, password_hash, millis(now)});
        if (!added) return base::fail(added.error());
        return write_roles(connection, administrator.id, administrator.roles);
    });
}

base::Result<std::optional<core::Administrator>> SqlAdministratorStore::find(const core::AdministratorId& id) {
    return database_.read([&](Connection& connection) {
        return find_one(connection, "SELECT id, tenant_id, user_name, display_name FROM administrators WHERE id = $1",
                        {id.str()});
    });
}

base::Result<std::optional<core::Administrator>> SqlAdministratorStore::find_by_user_name(
    const core::TenantId& tenant, const std::string& user_name) {
    return database_.read([&](Connection& connection) {
        return find_one(connection,
                        "SELECT id, tenant_id, user_name, display_name FROM administrators WHERE tenant_id = $1 AND "
                        "user_name_folded = $2",
                        {tenant.str(), base::fold_case(user_name)});
    });
}

base::Result<std::vector<core::ListedAdministrator>> SqlAdministratorStore::list(const core::TenantId& tenant) {
    return database_.read([&](Connection& connection) -> base::Result<std::vector<core::ListedAdministrator>> {
        auto found = connection.query(
            "SELECT id, tenant_id, user_name, display_name, totp_secret IS NOT NULL FROM administrators WHERE "
            "tenant_id = $1 ORDER BY user_name_folded",
            {tenant.str()});
        if (!found) return base::fail(found.error());
        std::vector<core::ListedAdministrator> listed;
        for (const auto& row : found->rows) {
            auto administrator = read_administrator(connection, row);
            if (!administrator) return base::fail(administrator.error());
            listed.push_back({std::move(*administrator), row.integer(4) != 0});
        }
        return listed;
    });
}

base::Result<void> SqlAdministratorStore::set_roles(const core::AdministratorId& id,
                                                    const std::vector<core::Role>& roles, base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto changed = changed_one(
            connection.query("UPDATE administrators SET changed_at = $2 WHERE id = $1", {id.str(), millis(now)}));
        if (!changed) return changed;
        return write_roles(connection, id, roles);
    });
}

base::Result<bool> SqlAdministratorStore::remove(const core::AdministratorId& id) {
    auto done = database_.write("DELETE FROM administrators WHERE id = $1", {id.str()});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<std::optional<core::AdministratorCredentials>> SqlAdministratorCredentialStore::find(
    const core::AdministratorId& id) {
    auto found = database_.read("SELECT password_hash, totp_secret FROM administrators WHERE id = $1", {id.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const Row& row = found->rows.front();
    core::AdministratorCredentials credentials{.password_hash = row.text(0), .totp_secret = std::nullopt};
    if (!row.is_null(1)) credentials.totp_secret = row.bytes(1);
    return credentials;
}

base::Result<void> SqlAdministratorCredentialStore::set_password(const core::AdministratorId& id,
                                                                 const std::string& hash, base::TimePoint now) {
    return changed_one(database_.write("UPDATE administrators SET password_hash = $2, changed_at = $3 WHERE id = $1",
                                       {id.str(), hash, millis(now)}));
}

base::Result<void> SqlAdministratorCredentialStore::set_totp(const core::AdministratorId& id,
                                                             const base::Bytes& sealed_secret, std::int64_t step,
                                                             base::TimePoint now) {
    return changed_one(
        database_.write("UPDATE administrators SET totp_secret = $2, totp_counter = $3, changed_at = $4 WHERE id = $1",
                        {id.str(), sealed_secret, step, millis(now)}));
}

base::Result<void> SqlAdministratorCredentialStore::clear_totp(const core::AdministratorId& id, base::TimePoint now) {
    return changed_one(
        database_.write("UPDATE administrators SET totp_secret = NULL, totp_counter = 0, changed_at = $2 WHERE id = $1",
                        {id.str(), millis(now)}));
}

base::Result<bool> SqlAdministratorCredentialStore::use_totp_step(const core::AdministratorId& id, std::int64_t step) {
    auto done = database_.write("UPDATE administrators SET totp_counter = $2 WHERE id = $1 AND totp_counter < $2",
                                {id.str(), step});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

}  // namespace tilbage::adapters::sql
