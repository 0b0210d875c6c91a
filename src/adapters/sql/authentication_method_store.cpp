#include "adapters/sql/authentication_method_store.h"

#include <algorithm>
#include <stdexcept>

#include "adapters/sql/method_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::AuthenticationMethod;
using core::RecoveryCodesMethod;

std::string select_where(std::string_view condition) {
    return "SELECT " + std::string(kMethodColumns) + " FROM authentication_methods WHERE " + std::string(condition);
}

base::Result<void> add_recovery_codes(Connection& connection, AuthenticationMethod& method) {
    auto* codes = std::get_if<RecoveryCodesMethod>(&method.data);
    if (codes == nullptr) return {};
    auto found = connection.query("SELECT code FROM recovery_codes WHERE method_id = $1", {method.id});
    if (!found) return base::fail(found.error());
    for (const auto& row : found->rows) {
        const auto& stored = row.bytes(0);
        crypto::Digest code{};
        if (stored.size() != code.size()) throw std::logic_error("a stored digest has another size");
        std::ranges::copy(stored, code.begin());
        codes->unused.push_back(code);
    }
    return {};
}

base::Result<std::vector<AuthenticationMethod>> select(Database& database, const std::string& sql,
                                                       const std::vector<Value>& parameters) {
    return database.read([&](Connection& connection) -> base::Result<std::vector<AuthenticationMethod>> {
        auto found = connection.query(sql, parameters);
        if (!found) return base::fail(found.error());
        std::vector<AuthenticationMethod> methods;
        for (const auto& row : found->rows) {
            methods.push_back(read_method(row));
            if (auto added = add_recovery_codes(connection, methods.back()); !added) return base::fail(added.error());
        }
        return methods;
    });
}

base::Result<void> put_recovery_codes(Connection& connection, const AuthenticationMethod& method) {
    auto cleared = connection.query("DELETE FROM recovery_codes WHERE method_id = $1", {method.id});
    if (!cleared) return base::fail(cleared.error());
    const auto* codes = std::get_if<RecoveryCodesMethod>(&method.data);
    if (codes == nullptr) return {};
    for (const auto& code : codes->unused) {
        auto added =
            connection.query("INSERT INTO recovery_codes (method_id, code) VALUES ($1, $2)", {method.id, blob(code)});
        if (!added) return base::fail(added.error());
    }
    return {};
}

base::Result<void> put_credential(Connection& connection, const AuthenticationMethod& method) {
    const auto* passkey = std::get_if<core::PasskeyMethod>(&method.data);
    if (passkey == nullptr) return {};
    auto cleared = connection.query("DELETE FROM passkey_credentials WHERE method_id = $1", {method.id});
    if (!cleared) return base::fail(cleared.error());
    auto added =
        connection.query("INSERT INTO passkey_credentials (tenant_id, credential, method_id) VALUES ($1, $2, $3)",
                         {method.tenant_id.str(), passkey->credential_id, method.id});
    if (!added) return base::fail(added.error());
    return {};
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<bool> SqlAuthenticationMethodStore::change_one(std::string_view sql,
                                                            const std::vector<Value>& parameters) {
    auto done = database_.write(sql, parameters);
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<std::vector<AuthenticationMethod>> SqlAuthenticationMethodStore::list(const core::TenantId& tenant,
                                                                                   const core::PersonId& person) {
    return select(database_, select_where("tenant_id = $1 AND person_id = $2 ORDER BY number"),
                  {tenant.str(), person.str()});
}

base::Result<std::optional<AuthenticationMethod>> SqlAuthenticationMethodStore::find(const core::TenantId& tenant,
                                                                                     const std::string& id) {
    auto found = select(database_, select_where("tenant_id = $1 AND id = $2"), {tenant.str(), id});
    if (!found) return base::fail(found.error());
    if (found->empty()) return std::nullopt;
    return std::move(found->front());
}

base::Result<void> SqlAuthenticationMethodStore::put(const AuthenticationMethod& method) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto written = connection.query(
            "INSERT INTO authentication_methods (" + std::string(kMethodColumns) +
                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO UPDATE SET "
                "tenant_id = $2, person_id = $3, kind = $4, name = $5, data = $6, created_at = $7, used_at = $8, "
                "by_administrator = $9, locked = $10, counter = $11, expires_at = $12",
            method_row(method));
        if (!written) return base::fail(written.error());
        if (auto put = put_credential(connection, method); !put) return put;
        return put_recovery_codes(connection, method);
    });
}

base::Result<bool> SqlAuthenticationMethodStore::remove(const core::TenantId& tenant, const std::string& id) {
    return change_one("DELETE FROM authentication_methods WHERE tenant_id = $1 AND id = $2", {tenant.str(), id});
}

base::Result<void> SqlAuthenticationMethodStore::remove_all_of(const core::TenantId& tenant,
                                                               const core::PersonId& person) {
    return done_or_error(database_.write("DELETE FROM authentication_methods WHERE tenant_id = $1 AND person_id = $2",
                                         {tenant.str(), person.str()}));
}

base::Result<bool> SqlAuthenticationMethodStore::set_locked(const core::TenantId& tenant, const std::string& id,
                                                            bool locked) {
    return change_one("UPDATE authentication_methods SET locked = $3 WHERE tenant_id = $1 AND id = $2 AND locked <> $3",
                      {tenant.str(), id, std::int64_t{locked}});
}

base::Result<void> SqlAuthenticationMethodStore::set_used(const core::TenantId& tenant, const std::string& id,
                                                          base::TimePoint at) {
    return done_or_error(
        database_.write("UPDATE authentication_methods SET used_at = $3 WHERE tenant_id = $1 AND id = $2",
                        {tenant.str(), id, millis(at)}));
}

base::Result<bool> SqlAuthenticationMethodStore::use_totp_step(const std::string& id, std::int64_t step) {
    return change_one(
        "UPDATE authentication_methods SET counter = $2 WHERE id = $1 AND kind = 'authenticatorApp' AND counter < $2",
        {id, step});
}

base::Result<bool> SqlAuthenticationMethodStore::use_recovery_code(const std::string& id, const crypto::Digest& code) {
    return change_one("DELETE FROM recovery_codes WHERE method_id = $1 AND code = $2", {id, blob(code)});
}

base::Result<bool> SqlAuthenticationMethodStore::raise_sign_count(const std::string& id, std::uint32_t count) {
    return change_one(
        "UPDATE authentication_methods SET counter = $2 WHERE id = $1 AND kind = 'passkey' AND (counter < $2 OR "
        "(counter = 0 AND $2 = 0))",
        {id, std::int64_t{count}});
}

base::Result<bool> SqlAuthenticationMethodStore::has_passkey(const core::TenantId& tenant,
                                                             const base::Bytes& credential_id) {
    auto found = database_.read("SELECT 1 FROM passkey_credentials WHERE tenant_id = $1 AND credential = $2",
                                {tenant.str(), credential_id});
    if (!found) return base::fail(found.error());
    return !found->rows.empty();
}

base::Result<std::optional<base::TimePoint>> SqlAuthenticationMethodStore::confirmed_at(const core::TenantId& tenant,
                                                                                        const core::PersonId& person) {
    auto found = database_.read("SELECT confirmed_at FROM method_confirmations WHERE tenant_id = $1 AND person_id = $2",
                                {tenant.str(), person.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return found->rows.front().time(0);
}

base::Result<void> SqlAuthenticationMethodStore::set_confirmed(const core::TenantId& tenant,
                                                               const core::PersonId& person, base::TimePoint at) {
    return done_or_error(
        database_.write("INSERT INTO method_confirmations (tenant_id, person_id, confirmed_at) VALUES ($1, $2, $3) "
                        "ON CONFLICT (tenant_id, person_id) DO UPDATE SET confirmed_at = $3",
                        {tenant.str(), person.str(), millis(at)}));
}

base::Result<void> SqlAuthenticationMethodStore::purge(base::TimePoint now) {
    constexpr std::string_view kGone =
        "person_id NOT IN (SELECT id FROM people) AND person_id NOT IN (SELECT id FROM deleted_people)";
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto expired = connection.query("DELETE FROM authentication_methods WHERE expires_at <= $1", {millis(now)});
        if (!expired) return base::fail(expired.error());
        for (const auto* table : {"authentication_methods", "method_confirmations"}) {
            auto gone = connection.query("DELETE FROM " + std::string(table) + " WHERE " + std::string(kGone), {});
            if (!gone) return base::fail(gone.error());
        }
        return {};
    });
}

}  // namespace tilbage::adapters::sql
