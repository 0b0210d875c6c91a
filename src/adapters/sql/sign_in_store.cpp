#include "adapters/sql/sign_in_store.h"

#include "adapters/sql/administrator_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::SignInStep;

std::string to_text(SignInStep step) {
    switch (step) {
        case SignInStep::password:
            return "password";
        case SignInStep::totp:
            return "totp";
        case SignInStep::enrol_totp:
            return "enrol_totp";
        case SignInStep::consent:
            return "consent";
        case SignInStep::done:
            return "done";
    }
    return {};
}

// The table's CHECK allows no sixth word.
SignInStep to_step(std::string_view text) {
    if (text == "password") return SignInStep::password;
    if (text == "totp") return SignInStep::totp;
    if (text == "enrol_totp") return SignInStep::enrol_totp;
    return text == "consent" ? SignInStep::consent : SignInStep::done;
}

Value id_or_null(const std::optional<core::AdministratorId>& id) { return id ? Value(id->str()) : Value(Null{}); }
Value bytes_or_null(const std::optional<base::Bytes>& bytes) { return bytes ? Value(*bytes) : Value(Null{}); }

core::SignInFlow read_flow(const Row& row) {
    core::SignInFlow flow;
    flow.flow = to_digest(row.bytes(0));
    flow.browser = to_digest(row.bytes(1));
    flow.tenant_id = core::TenantId(row.text(2));
    flow.step = to_step(row.text(3));
    flow.client = to_client(row.text(4));
    flow.redirect_uri = row.text(5);
    flow.state = row.text(6);
    flow.code_challenge = row.text(7);
    flow.scope = row.text(8);
    flow.login_hint = row.text(9);
    flow.device = digest_or_none(row, 10);
    if (!row.is_null(11)) flow.administrator = core::AdministratorId(row.text(11));
    flow.second_factor = row.integer(12) != 0;
    if (!row.is_null(13)) flow.pending_secret = row.bytes(13);
    flow.session = digest_or_none(row, 14);
    if (!row.is_null(15)) flow.signed_in_at = row.time(15);
    flow.expires_at = row.time(16);
    return flow;
}

}  // namespace

base::Result<void> SqlSignInFlowStore::add(const core::SignInFlow& flow) {
    return done_or_error(database_.write(
        "INSERT INTO sign_in_flows (flow_hash, browser_hash, tenant_id, step, client, redirect_uri, state, "
        "code_challenge, scope, login_hint, device_hash, administrator_id, second_factor, pending_secret, "
        "session_hash, signed_in_at, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        {blob(flow.flow), blob(flow.browser), flow.tenant_id.str(), to_text(flow.step),
         std::string(core::to_string(flow.client)), flow.redirect_uri, flow.state, flow.code_challenge, flow.scope,
         flow.login_hint, nullable(flow.device), id_or_null(flow.administrator), std::int64_t{flow.second_factor},
         bytes_or_null(flow.pending_secret), nullable(flow.session), millis(flow.signed_in_at),
         millis(flow.expires_at)}));
}

base::Result<std::optional<core::SignInFlow>> SqlSignInFlowStore::find(const crypto::Digest& flow,
                                                                       base::TimePoint now) {
    auto found = database_.read(
        "SELECT flow_hash, browser_hash, tenant_id, step, client, redirect_uri, state, code_challenge, scope, "
        "login_hint, device_hash, administrator_id, second_factor, pending_secret, session_hash, signed_in_at, "
        "expires_at FROM sign_in_flows WHERE flow_hash = $1 AND expires_at > $2",
        {blob(flow), millis(now)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_flow(found->rows.front());
}

base::Result<bool> SqlSignInFlowStore::move(const core::SignInFlow& flow, SignInStep from) {
    auto done = database_.write(
        "UPDATE sign_in_flows SET step = $4, administrator_id = $5, second_factor = $6, pending_secret = $7, "
        "session_hash = $8, signed_in_at = $9 WHERE flow_hash = $1 AND browser_hash = $2 AND step = $3",
        {blob(flow.flow), blob(flow.browser), to_text(from), to_text(flow.step), id_or_null(flow.administrator),
         std::int64_t{flow.second_factor}, bytes_or_null(flow.pending_secret), nullable(flow.session),
         millis(flow.signed_in_at)});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<void> SqlSignInFlowStore::rebind(const crypto::Digest& browser, const crypto::Digest& renewed) {
    return done_or_error(database_.write("UPDATE sign_in_flows SET browser_hash = $2 WHERE browser_hash = $1",
                                         {blob(browser), blob(renewed)}));
}

base::Result<bool> SqlSignInFlowStore::remove(const crypto::Digest& flow) {
    auto done = database_.write("DELETE FROM sign_in_flows WHERE flow_hash = $1", {blob(flow)});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<void> SqlSignInFlowStore::purge(base::TimePoint now) {
    return done_or_error(database_.write("DELETE FROM sign_in_flows WHERE expires_at <= $1", {millis(now)}));
}

base::Result<void> SqlSignInSessionStore::add(const core::SignInSession& session) {
    return done_or_error(database_.write(
        "INSERT INTO sign_in_sessions (session_hash, administrator_id, second_factor, signed_in_at, last_used_at) "
        "VALUES ($1, $2, $3, $4, $5)",
        {blob(session.session), session.administrator.str(), std::int64_t{session.second_factor},
         millis(session.signed_in_at), millis(session.last_used_at)}));
}

base::Result<std::optional<core::SignInSession>> SqlSignInSessionStore::find(const crypto::Digest& session) {
    auto found = database_.read(
        "SELECT administrator_id, second_factor, signed_in_at, last_used_at FROM sign_in_sessions WHERE session_hash "
        "= $1",
        {blob(session)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const Row& row = found->rows.front();
    return core::SignInSession{.session = session,
                               .administrator = core::AdministratorId(row.text(0)),
                               .second_factor = row.integer(1) != 0,
                               .signed_in_at = row.time(2),
                               .last_used_at = row.time(3)};
}

base::Result<void> SqlSignInSessionStore::touch(const crypto::Digest& session, base::TimePoint now) {
    return done_or_error(database_.write("UPDATE sign_in_sessions SET last_used_at = $2 WHERE session_hash = $1",
                                         {blob(session), millis(now)}));
}

base::Result<bool> SqlSignInSessionStore::remove(const crypto::Digest& session) {
    auto done = database_.write("DELETE FROM sign_in_sessions WHERE session_hash = $1", {blob(session)});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<void> SqlSignInSessionStore::end_all_of(const core::AdministratorId& administrator) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        for (const char* sql : {"DELETE FROM sign_in_sessions WHERE administrator_id = $1",
                                "DELETE FROM sign_in_flows WHERE administrator_id = $1",
                                "DELETE FROM authorization_codes WHERE administrator_id = $1",
                                "DELETE FROM device_codes WHERE administrator_id = $1",
                                "DELETE FROM administrator_tokens WHERE administrator_id = $1"})
            if (auto done = connection.query(sql, {administrator.str()}); !done) return base::fail(done.error());
        return {};
    });
}

base::Result<void> SqlSignInSessionStore::purge(base::TimePoint began_before, base::TimePoint used_before) {
    return done_or_error(database_.write("DELETE FROM sign_in_sessions WHERE signed_in_at <= $1 OR last_used_at <= $2",
                                         {millis(began_before), millis(used_before)}));
}

}  // namespace tilbage::adapters::sql
