#include "adapters/sql/administrator_token_store.h"

#include "adapters/sql/administrator_rows.h"

namespace tilbage::adapters::sql {

base::Result<void> SqlAdministratorTokenStore::add(const core::AdministratorToken& token) {
    return done_or_error(database_.write(
        "INSERT INTO administrator_tokens (token_hash, administrator_id, client, signed_in_at, expires_at, code_hash, "
        "session_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {blob(token.token), token.administrator.str(), std::string(core::to_string(token.client)),
         millis(token.signed_in_at), millis(token.expires_at), nullable(token.code), nullable(token.session)}));
}

base::Result<std::optional<core::TokenHolder>> SqlAdministratorTokenStore::find(const crypto::Digest& token,
                                                                                base::TimePoint now) {
    return database_.read([&](Connection& connection) -> base::Result<std::optional<core::TokenHolder>> {
        auto found = connection.query(
            "SELECT a.id, a.tenant_id, a.user_name, a.display_name, t.client, t.signed_in_at, t.expires_at, "
            "t.code_hash, t.session_hash, s.last_used_at FROM administrator_tokens t JOIN administrators a ON a.id = "
            "t.administrator_id LEFT JOIN sign_in_sessions s ON s.session_hash = t.session_hash WHERE t.token_hash = "
            "$1 AND t.expires_at > $2",
            {blob(token), millis(now)});
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return std::nullopt;
        const Row& row = found->rows.front();
        auto roles = read_roles(connection, core::AdministratorId(row.text(0)));
        if (!roles) return base::fail(roles.error());
        core::TokenHolder holder;
        holder.administrator = {.id = core::AdministratorId(row.text(0)),
                                .tenant_id = core::TenantId(row.text(1)),
                                .user_name = row.text(2),
                                .display_name = row.text(3),
                                .roles = std::move(*roles)};
        holder.token = {.token = token,
                        .administrator = holder.administrator.id,
                        .client = to_client(row.text(4)),
                        .signed_in_at = row.time(5),
                        .expires_at = row.time(6),
                        .code = digest_or_none(row, 7),
                        .session = digest_or_none(row, 8)};
        if (!row.is_null(9)) holder.session_used_at = row.time(9);
        return holder;
    });
}

base::Result<void> SqlAdministratorTokenStore::note_use(const crypto::Digest& session, base::TimePoint now) {
    return done_or_error(
        database_.write("UPDATE sign_in_sessions SET last_used_at = $2 WHERE session_hash = $1 AND last_used_at < $2",
                        {blob(session), millis(now)}));
}

base::Result<void> SqlAdministratorTokenStore::move_to_session(const crypto::Digest& session,
                                                               const crypto::Digest& renewed) {
    return done_or_error(database_.write("UPDATE administrator_tokens SET session_hash = $2 WHERE session_hash = $1",
                                         {blob(session), blob(renewed)}));
}

base::Result<void> SqlAdministratorTokenStore::revoke_of_code(const crypto::Digest& code) {
    return done_or_error(database_.write("DELETE FROM administrator_tokens WHERE code_hash = $1", {blob(code)}));
}

base::Result<void> SqlAdministratorTokenStore::revoke_of_session(const crypto::Digest& session) {
    return done_or_error(database_.write("DELETE FROM administrator_tokens WHERE session_hash = $1", {blob(session)}));
}

base::Result<void> SqlAdministratorTokenStore::revoke_of(const core::AdministratorId& administrator) {
    return done_or_error(
        database_.write("DELETE FROM administrator_tokens WHERE administrator_id = $1", {administrator.str()}));
}

base::Result<void> SqlAdministratorTokenStore::purge(base::TimePoint now) {
    return done_or_error(database_.write("DELETE FROM administrator_tokens WHERE expires_at <= $1", {millis(now)}));
}

}  // namespace tilbage::adapters::sql
