#include "adapters/sql/authorization_store.h"

#include "adapters/sql/administrator_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::DeviceCodeState;

std::string to_text(DeviceCodeState state) {
    switch (state) {
        case DeviceCodeState::pending:
            return "pending";
        case DeviceCodeState::allowed:
            return "allowed";
        case DeviceCodeState::denied:
            return "denied";
    }
    return {};
}

// The table's CHECK allows no fourth word.
DeviceCodeState to_state(std::string_view text) {
    if (text == "pending") return DeviceCodeState::pending;
    return text == "allowed" ? DeviceCodeState::allowed : DeviceCodeState::denied;
}

core::DeviceCode read_device_code(const Row& row) {
    core::DeviceCode code;
    code.device = to_digest(row.bytes(0));
    code.user_code = to_digest(row.bytes(1));
    code.tenant_id = core::TenantId(row.text(2));
    code.client = to_client(row.text(3));
    code.scope = row.text(4);
    code.state = to_state(row.text(5));
    if (!row.is_null(6)) code.administrator = core::AdministratorId(row.text(6));
    if (!row.is_null(7)) code.signed_in_at = row.time(7);
    code.interval = std::chrono::seconds(row.integer(8));
    if (row.integer(9) != 0) code.last_poll_at = row.time(9);
    code.expires_at = row.time(10);
    return code;
}

base::Result<std::optional<core::DeviceCode>> read_one(const base::Result<QueryResult>& found) {
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_device_code(found->rows.front());
}

base::Result<bool> one_changed(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

}  // namespace

base::Result<void> SqlAuthorizationCodeStore::add(const core::AuthorizationCode& code) {
    return done_or_error(database_.write(
        "INSERT INTO authorization_codes (code_hash, administrator_id, tenant_id, client, redirect_uri, "
        "code_challenge, scope, session_hash, signed_in_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10)",
        {blob(code.code), code.administrator.str(), code.tenant_id.str(), std::string(core::to_string(code.client)),
         code.redirect_uri, code.code_challenge, code.scope, nullable(code.session), millis(code.signed_in_at),
         millis(code.expires_at)}));
}

base::Result<std::optional<core::UsedCode>> SqlAuthorizationCodeStore::use(const crypto::Digest& code) {
    return database_.write([&](Connection& connection) -> base::Result<std::optional<core::UsedCode>> {
        auto found = connection.query(
            "SELECT administrator_id, tenant_id, client, redirect_uri, code_challenge, scope, session_hash, "
            "signed_in_at, expires_at, used FROM authorization_codes WHERE code_hash = $1",
            {blob(code)});
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return std::nullopt;
        auto marked = connection.query("UPDATE authorization_codes SET used = 1 WHERE code_hash = $1", {blob(code)});
        if (!marked) return base::fail(marked.error());
        const Row& row = found->rows.front();
        core::UsedCode used;
        used.code = {.code = code,
                     .administrator = core::AdministratorId(row.text(0)),
                     .tenant_id = core::TenantId(row.text(1)),
                     .client = to_client(row.text(2)),
                     .redirect_uri = row.text(3),
                     .code_challenge = row.text(4),
                     .scope = row.text(5),
                     .session = digest_or_none(row, 6),
                     .signed_in_at = row.time(7),
                     .expires_at = row.time(8)};
        used.used_before = row.integer(9) != 0;
        return used;
    });
}

base::Result<void> SqlAuthorizationCodeStore::purge(base::TimePoint expired_before) {
    return done_or_error(
        database_.write("DELETE FROM authorization_codes WHERE expires_at <= $1", {millis(expired_before)}));
}

base::Result<void> SqlDeviceCodeStore::add(const core::DeviceCode& code) {
    return done_or_error(database_.write(
        "INSERT INTO device_codes (device_hash, user_code_hash, tenant_id, client, scope, state, interval_seconds, "
        "last_poll_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)",
        {blob(code.device), blob(code.user_code), code.tenant_id.str(), std::string(core::to_string(code.client)),
         code.scope, to_text(code.state), std::int64_t{code.interval.count()}, millis(code.expires_at)}));
}

base::Result<std::optional<core::DeviceCode>> SqlDeviceCodeStore::find(const crypto::Digest& device) {
    return read_one(database_.read(
        "SELECT device_hash, user_code_hash, tenant_id, client, scope, state, administrator_id, signed_in_at, "
        "interval_seconds, last_poll_at, expires_at FROM device_codes WHERE device_hash = $1",
        {blob(device)}));
}

base::Result<std::optional<core::DeviceCode>> SqlDeviceCodeStore::find_pending(const crypto::Digest& user_code,
                                                                               base::TimePoint now) {
    return read_one(database_.read(
        "SELECT device_hash, user_code_hash, tenant_id, client, scope, state, administrator_id, signed_in_at, "
        "interval_seconds, last_poll_at, expires_at FROM device_codes WHERE user_code_hash = $1 AND state = 'pending' "
        "AND expires_at > $2",
        {blob(user_code), millis(now)}));
}

base::Result<bool> SqlDeviceCodeStore::allow(const crypto::Digest& device, const core::AdministratorId& administrator,
                                             base::TimePoint signed_in_at, base::TimePoint now) {
    return one_changed(database_.write(
        "UPDATE device_codes SET state = 'allowed', administrator_id = $2, signed_in_at = $3 WHERE device_hash = $1 "
        "AND state = 'pending' AND expires_at > $4",
        {blob(device), administrator.str(), millis(signed_in_at), millis(now)}));
}

base::Result<bool> SqlDeviceCodeStore::deny(const crypto::Digest& device, base::TimePoint now) {
    return one_changed(database_.write(
        "UPDATE device_codes SET state = 'denied' WHERE device_hash = $1 AND state = 'pending' AND expires_at > $2",
        {blob(device), millis(now)}));
}

base::Result<void> SqlDeviceCodeStore::note_poll(const crypto::Digest& device, std::chrono::seconds interval,
                                                 base::TimePoint now) {
    return done_or_error(
        database_.write("UPDATE device_codes SET interval_seconds = $2, last_poll_at = $3 WHERE device_hash = $1",
                        {blob(device), std::int64_t{interval.count()}, millis(now)}));
}

base::Result<bool> SqlDeviceCodeStore::remove(const crypto::Digest& device) {
    return one_changed(database_.write("DELETE FROM device_codes WHERE device_hash = $1", {blob(device)}));
}

base::Result<void> SqlDeviceCodeStore::purge(base::TimePoint expired_before) {
    return done_or_error(database_.write("DELETE FROM device_codes WHERE expires_at <= $1", {millis(expired_before)}));
}

}  // namespace tilbage::adapters::sql
