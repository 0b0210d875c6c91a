#include "adapters/sql/reset_session_store.h"

#include <algorithm>
#include <stdexcept>

#include "adapters/sql/text_list.h"

namespace tilbage::adapters::sql {
namespace {

using core::SessionStep;

constexpr std::string_view kNoCode =
    "code_kind = NULL, code_hash = NULL, code_tries_left = NULL, code_expires_at = NULL, challenge = NULL, "
    "challenge_expires_at = NULL";

std::string to_text(SessionStep step) {
    switch (step) {
        case SessionStep::identified:
            return "identified";
        case SessionStep::verified:
            return "verified";
        case SessionStep::submitting:
            return "submitting";
        case SessionStep::ended:
            return "ended";
    }
    return {};
}

// The table's CHECK allows no fifth word.
SessionStep to_step(std::string_view text) {
    if (text == "identified") return SessionStep::identified;
    if (text == "verified") return SessionStep::verified;
    return text == "submitting" ? SessionStep::submitting : SessionStep::ended;
}

crypto::Digest to_digest(const base::Bytes& bytes) {
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) throw std::logic_error("a stored digest has another size");
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

template <class Id>
Value nullable(const std::optional<Id>& id) {
    return id ? Value(id->str()) : Value(Null{});
}

core::ResetSession read_session(const Row& row) {
    core::ResetSession session;
    session.token = to_digest(row.bytes(0));
    session.tenant_id = core::TenantId(row.text(1));
    if (!row.is_null(2)) session.person_id = core::PersonId(row.text(2));
    session.counting_key = row.text(3);
    session.locale = row.text(4);
    session.step = to_step(row.text(5));
    session.expires_at = row.time(6);
    if (!row.is_null(7)) session.request_id = core::RequestId(row.text(7));
    if (!row.is_null(8)) session.intent = core::parse_kind(row.text(8));
    for (const auto& name : read_text_list(row.text(9))) {
        if (const auto kind = core::parse_method_kind(name)) session.proven.push_back(*kind);
    }
    session.questions = read_text_list(row.text(10));
    session.version = row.integer(11);
    return session;
}

Value intent_of(const core::ResetSession& session) {
    return session.intent ? Value(std::string(core::to_string(*session.intent))) : Value(Null{});
}

std::string proven_of(const core::ResetSession& session) {
    std::vector<std::string> names;
    for (const auto kind : session.proven) names.emplace_back(core::to_string(kind));
    return text_list(names);
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<bool> SqlResetSessionStore::change_one(std::string_view sql, const std::vector<Value>& parameters) {
    auto done = database_.write(sql, parameters);
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<void> SqlResetSessionStore::add(const core::ResetSession& session) {
    return done_or_error(database_.write(
        "INSERT INTO reset_sessions (token_hash, tenant_id, person_id, counting_key, locale, step, expires_at, "
        "request_id, intent, proven, questions, version) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        {blob(session.token), session.tenant_id.str(), nullable(session.person_id), session.counting_key,
         session.locale, to_text(session.step), millis(session.expires_at), nullable(session.request_id),
         intent_of(session), proven_of(session), text_list(session.questions), session.version}));
}

base::Result<std::optional<core::ResetSession>> SqlResetSessionStore::find(const crypto::Digest& token,
                                                                           base::TimePoint now) {
    auto found = database_.read(
        "SELECT token_hash, tenant_id, person_id, counting_key, locale, step, expires_at, request_id, intent, "
        "proven, questions, version FROM reset_sessions "
        "WHERE token_hash = $1 AND expires_at > $2",
        {blob(token), millis(now)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_session(found->rows.front());
}

base::Result<bool> SqlResetSessionStore::save(const core::ResetSession& session) {
    return change_one(
        "UPDATE reset_sessions SET step = $3, intent = $4, proven = $5, questions = $6, version = version + 1 "
        "WHERE token_hash = $1 AND version = $2 AND step IN ('identified', 'verified') "
        "AND $3 IN ('identified', 'verified')",
        {blob(session.token), session.version, to_text(session.step), intent_of(session), proven_of(session),
         text_list(session.questions)});
}

base::Result<void> SqlResetSessionStore::put_code(const crypto::Digest& token, const core::SessionCode& code) {
    auto changed = change_one(
        "UPDATE reset_sessions SET code_kind = $2, code_hash = $3, code_tries_left = $4, code_expires_at = $5 "
        "WHERE token_hash = $1 AND step = 'identified'",
        {blob(token), std::string(core::to_string(code.kind)), blob(code.code), std::int64_t{code.tries_left},
         millis(code.expires_at)});
    if (!changed) return base::fail(changed.error());
    if (!*changed) return base::fail(base::ErrorCode::not_found, "no session waits for a code");
    return {};
}

base::Result<std::optional<core::SessionCode>> SqlResetSessionStore::take_try(const crypto::Digest& token,
                                                                              core::MethodKind kind) {
    return database_.write([&](Connection& connection) -> base::Result<std::optional<core::SessionCode>> {
        auto found = connection.query(
            "SELECT code_hash, code_tries_left, code_expires_at FROM reset_sessions "
            "WHERE token_hash = $1 AND code_kind = $2 AND code_hash IS NOT NULL",
            {blob(token), std::string(core::to_string(kind))});
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return std::nullopt;
        auto taken = connection.query(
            "UPDATE reset_sessions SET code_tries_left = code_tries_left - 1 WHERE token_hash = $1 AND code_tries_left "
            "> 0",
            {blob(token)});
        if (!taken) return base::fail(taken.error());
        const Row& row = found->rows.front();
        return core::SessionCode{.kind = kind,
                                 .code = to_digest(row.bytes(0)),
                                 .tries_left = static_cast<int>(row.integer(1)),
                                 .expires_at = row.time(2)};
    });
}

base::Result<void> SqlResetSessionStore::remove_code(const crypto::Digest& token) {
    return done_or_error(
        database_.write("UPDATE reset_sessions SET " + std::string(kNoCode) + " WHERE token_hash = $1", {blob(token)}));
}

base::Result<void> SqlResetSessionStore::put_challenge(const crypto::Digest& token,
                                                       const core::SessionChallenge& challenge) {
    auto changed = change_one(
        "UPDATE reset_sessions SET challenge = $2, challenge_expires_at = $3 "
        "WHERE token_hash = $1 AND step = 'identified'",
        {blob(token), challenge.bytes, millis(challenge.expires_at)});
    if (!changed) return base::fail(changed.error());
    if (!*changed) return base::fail(base::ErrorCode::not_found, "no session waits for a passkey");
    return {};
}

base::Result<std::optional<core::SessionChallenge>> SqlResetSessionStore::take_challenge(const crypto::Digest& token) {
    return database_.write([&](Connection& connection) -> base::Result<std::optional<core::SessionChallenge>> {
        auto found = connection.query(
            "SELECT challenge, challenge_expires_at FROM reset_sessions "
            "WHERE token_hash = $1 AND challenge IS NOT NULL",
            {blob(token)});
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return std::nullopt;
        auto taken = connection.query(
            "UPDATE reset_sessions SET challenge = NULL, challenge_expires_at = NULL WHERE token_hash = $1",
            {blob(token)});
        if (!taken) return base::fail(taken.error());
        const Row& row = found->rows.front();
        return core::SessionChallenge{row.bytes(0), row.time(1)};
    });
}

base::Result<bool> SqlResetSessionStore::set_ticket(const crypto::Digest& token, const core::RequestId& request) {
    return change_one("UPDATE reset_sessions SET request_id = $2 WHERE token_hash = $1 AND step = 'verified'",
                      {blob(token), request.str()});
}

base::Result<bool> SqlResetSessionStore::claim_ticket(const crypto::Digest& token, const core::RequestId& request) {
    return change_one(
        "UPDATE reset_sessions SET step = 'submitting' WHERE token_hash = $1 AND step = 'verified' AND request_id = $2",
        {blob(token), request.str()});
}

base::Result<void> SqlResetSessionStore::close_ticket(const core::RequestId& request, bool again) {
    return done_or_error(
        database_.write("UPDATE reset_sessions SET step = $2 WHERE request_id = $1 AND step = 'submitting'",
                        {request.str(), to_text(again ? SessionStep::verified : SessionStep::ended)}));
}

base::Result<void> SqlResetSessionStore::purge(base::TimePoint now) {
    return done_or_error(database_.write("DELETE FROM reset_sessions WHERE expires_at <= $1", {millis(now)}));
}

}  // namespace tilbage::adapters::sql
