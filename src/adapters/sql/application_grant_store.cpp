#include "adapters/sql/application_grant_store.h"

#include "adapters/sql/administrator_rows.h"
#include "adapters/sql/statement_result.h"

namespace tilbage::adapters::sql {
namespace {

using core::ApplicationGrant;
using core::GrantToken;
using core::GrantTokenKind;
using core::PresentedToken;

std::string to_text(GrantTokenKind kind) {
    switch (kind) {
        case GrantTokenKind::code:
            return "code";
        case GrantTokenKind::access:
            return "access";
        case GrantTokenKind::refresh:
            return "refresh";
    }
    return {};
}

PresentedToken read_presented(const Row& row) {
    PresentedToken presented;
    auto& grant = presented.grant;
    grant.id = row.text(0);
    grant.tenant_id = core::TenantId(row.text(1));
    grant.application = core::ApplicationId(row.text(2));
    grant.person = core::PersonId(row.text(3));
    grant.redirect_uri = row.text(4);
    grant.code_challenge = row.text(5);
    grant.nonce = row.text(6);
    grant.scope = row.text(7);
    grant.session_id = row.text(8);
    grant.signed_in_at = row.time(9);
    grant.expires_at = row.time(10);
    presented.expires_at = row.time(11);
    presented.used_before = row.integer(12) != 0;
    return presented;
}

base::Result<std::optional<PresentedToken>> find_in(Connection& connection, const crypto::Digest& token,
                                                    GrantTokenKind kind) {
    const auto found = connection.query(
        "SELECT application_grants.id, tenant_id, application_id, person_id, redirect_uri, code_challenge, nonce, "
        "scope, session_id, signed_in_at, application_grants.expires_at, application_tokens.expires_at, used FROM "
        "application_tokens JOIN application_grants ON application_grants.id = grant_id WHERE token_hash = $1 AND kind "
        "= $2",
        {blob(token), to_text(kind)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_presented(found->rows.front());
}

}  // namespace

base::Result<void> SqlApplicationGrantStore::add(const ApplicationGrant& one) {
    return without_rows(database_.write(
        "INSERT INTO application_grants (id, tenant_id, application_id, person_id, redirect_uri, code_challenge, "
        "nonce, scope, session_id, signed_in_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {one.id, one.tenant_id.str(), one.application.str(), one.person.str(), one.redirect_uri, one.code_challenge,
         one.nonce, one.scope, one.session_id, millis(one.signed_in_at), millis(one.expires_at)}));
}

base::Result<void> SqlApplicationGrantStore::add_token(const GrantToken& one) {
    return without_rows(database_.write(
        "INSERT INTO application_tokens (token_hash, grant_id, kind, used, expires_at) VALUES ($1, $2, $3, 0, $4)",
        {blob(one.token), one.grant, to_text(one.kind), millis(one.expires_at)}));
}

base::Result<std::optional<PresentedToken>> SqlApplicationGrantStore::use(const crypto::Digest& token,
                                                                          GrantTokenKind kind) {
    return database_.write([&](Connection& connection) -> base::Result<std::optional<PresentedToken>> {
        auto found = find_in(connection, token, kind);
        if (!found || !*found) return found;
        const auto marked =
            connection.query("UPDATE application_tokens SET used = 1 WHERE token_hash = $1", {blob(token)});
        if (!marked) return base::fail(marked.error());
        return found;
    });
}

base::Result<std::optional<PresentedToken>> SqlApplicationGrantStore::find(const crypto::Digest& token,
                                                                           GrantTokenKind kind) {
    return database_.read([&](Connection& connection) { return find_in(connection, token, kind); });
}

base::Result<void> SqlApplicationGrantStore::end(const std::string& grant) {
    return without_rows(database_.write("DELETE FROM application_grants WHERE id = $1", {grant}));
}

base::Result<std::vector<core::HeldAccess>> SqlApplicationGrantStore::held_of(const core::PersonId& person,
                                                                              base::TimePoint now) {
    const auto found = database_.read(
        "SELECT application_id, max(signed_in_at) FROM application_grants WHERE person_id = $1 AND expires_at > $2 AND "
        "EXISTS (SELECT 1 FROM application_tokens WHERE grant_id = application_grants.id AND kind = 'refresh' AND used "
        "= 0 AND application_tokens.expires_at > $2) GROUP BY application_id ORDER BY 2 DESC, 1",
        {person.str(), millis(now)});
    if (!found) return base::fail(found.error());
    std::vector<core::HeldAccess> held;
    for (const auto& row : found->rows) held.push_back({core::ApplicationId(row.text(0)), row.time(1)});
    return held;
}

base::Result<std::int64_t> SqlApplicationGrantStore::end_of_application(const core::PersonId& person,
                                                                        const core::ApplicationId& application) {
    const auto ended = database_.write("DELETE FROM application_grants WHERE person_id = $1 AND application_id = $2",
                                       {person.str(), application.str()});
    if (!ended) return base::fail(ended.error());
    return ended->affected;
}

base::Result<std::int64_t> SqlApplicationGrantStore::end_of_session(const core::PersonId& person,
                                                                    const std::string& session_id) {
    const auto ended = database_.write("DELETE FROM application_grants WHERE person_id = $1 AND session_id = $2",
                                       {person.str(), session_id});
    if (!ended) return base::fail(ended.error());
    return ended->affected;
}

base::Result<void> SqlApplicationGrantStore::purge(base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        // A used one is remembered for as long as a second use could do harm: while its grant has anything that lives.
        auto done = connection.query(
            "DELETE FROM application_grants WHERE expires_at <= $1 OR NOT EXISTS (SELECT 1 FROM application_tokens "
            "WHERE grant_id = application_grants.id AND expires_at > $1)",
            {millis(now)});
        if (!done) return base::fail(done.error());
        done = connection.query("DELETE FROM application_tokens WHERE kind = 'access' AND expires_at <= $1",
                                {millis(now)});
        return without_rows(done);
    });
}

}  // namespace tilbage::adapters::sql
