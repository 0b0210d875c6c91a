#include "adapters/sql/account_session_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace tilbage::adapters::sql {
namespace {

using core::AccountSession;
using core::AccountStep;
using core::SignInTicket;
using core::WhyChange;

std::string to_text(AccountStep step) {
    switch (step) {
        case AccountStep::signed_in:
            return "signed_in";
        case AccountStep::change_password:
            return "change_password";
    }
    return {};
}

Value why_value(const std::optional<WhyChange>& why) {
    if (!why) return Null{};
    return std::string(*why == WhyChange::expired ? "expired" : "must_change");
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

// As read_session() reads them.
constexpr std::string_view kColumns =
    "token_hash, tenant_id, person_id, counting_key, locale, step, why, signed_in_at, used_at, expires_at, request_id, "
    "submitting, put_off, id, browser, system";

AccountSession read_session(const Row& row) {
    AccountSession session;
    session.token = to_digest(row.bytes(0));
    session.tenant_id = core::TenantId(row.text(1));
    session.person_id = core::PersonId(row.text(2));
    session.counting_key = row.text(3);
    session.locale = row.text(4);
    // The table's CHECKs allow no third word.
    session.step = row.text(5) == "signed_in" ? AccountStep::signed_in : AccountStep::change_password;
    if (!row.is_null(6)) session.why = row.text(6) == "expired" ? WhyChange::expired : WhyChange::must_change;
    session.signed_in_at = row.time(7);
    session.used_at = row.time(8);
    session.expires_at = row.time(9);
    if (!row.is_null(10)) session.request_id = core::RequestId(row.text(10));
    session.submitting = row.integer(11) != 0;
    session.put_off = row.integer(12) != 0;
    session.id = row.text(13);
    session.device = {core::browser_named(row.text(14)), core::system_named(row.text(15))};
    return session;
}

SignInTicket read_ticket(const Row& row) {
    SignInTicket ticket;
    ticket.binding.request_id = core::RequestId(row.text(0));
    ticket.binding.tenant_id = core::TenantId(row.text(1));
    if (!row.is_null(2)) ticket.person_id = core::PersonId(row.text(2));
    ticket.binding.source_anchor = core::SourceAnchor::parse(row.text(3)).value_or(core::SourceAnchor());
    ticket.binding.kind = core::Kind::validate;
    ticket.counting_key = row.text(4);
    ticket.locale = row.text(5);
    ticket.binding.issued_at = row.integer(6);
    ticket.binding.expires_at = row.integer(7);
    return ticket;
}

}  // namespace

base::Result<void> SqlAccountSessionStore::change(std::string_view sql, const std::vector<Value>& parameters) {
    const auto done = database_.write(sql, parameters);
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<bool> SqlAccountSessionStore::change_one(std::string_view sql, const std::vector<Value>& parameters) {
    const auto done = database_.write(sql, parameters);
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<void> SqlAccountSessionStore::add_ticket(const SignInTicket& ticket) {
    const auto& binding = ticket.binding;
    return change(
        "INSERT INTO sign_in_tickets (request_id, tenant_id, person_id, source_anchor, counting_key, locale, "
        "issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {binding.request_id.str(), binding.tenant_id.str(), nullable(ticket.person_id), binding.source_anchor.str(),
         ticket.counting_key, ticket.locale, binding.issued_at, binding.expires_at});
}

base::Result<std::optional<SignInTicket>> SqlAccountSessionStore::take_ticket(const core::RequestId& id) {
    const auto taken = database_.write(
        "DELETE FROM sign_in_tickets WHERE request_id = $1 "
        "RETURNING request_id, tenant_id, person_id, source_anchor, counting_key, locale, issued_at, expires_at",
        {id.str()});
    if (!taken) return base::fail(taken.error());
    if (taken->rows.empty()) return std::nullopt;
    return read_ticket(taken->rows.front());
}

base::Result<void> SqlAccountSessionStore::add(const AccountSession& session) {
    return change(
        "INSERT INTO account_sessions (token_hash, tenant_id, person_id, counting_key, locale, step, why, "
        "signed_in_at, used_at, expires_at, request_id, submitting, id, browser, system) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        {blob(session.token), session.tenant_id.str(), session.person_id.str(), session.counting_key, session.locale,
         to_text(session.step), why_value(session.why), millis(session.signed_in_at), millis(session.used_at),
         millis(session.expires_at), nullable(session.request_id), std::int64_t{session.submitting ? 1 : 0}, session.id,
         std::string(to_string(session.device.browser)), std::string(to_string(session.device.system))});
}

base::Result<std::optional<AccountSession>> SqlAccountSessionStore::find_one(std::string_view condition,
                                                                             const std::vector<Value>& parameters) {
    const auto found =
        database_.read(fmt::format("SELECT {} FROM account_sessions WHERE {}", kColumns, condition), parameters);
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_session(found->rows.front());
}

base::Result<std::optional<AccountSession>> SqlAccountSessionStore::find(const crypto::Digest& token,
                                                                         base::TimePoint now,
                                                                         base::TimePoint idle_since) {
    return find_one("token_hash = $1 AND expires_at > $2 AND used_at > $3",
                    {blob(token), millis(now), millis(idle_since)});
}

base::Result<std::optional<AccountSession>> SqlAccountSessionStore::find_replaced(const crypto::Digest& token,
                                                                                  base::TimePoint replaced_since) {
    return find_one("replaced_hash = $1 AND replaced_at >= $2", {blob(token), millis(replaced_since)});
}

base::Result<void> SqlAccountSessionStore::set_used(const crypto::Digest& token, base::TimePoint now) {
    return change("UPDATE account_sessions SET used_at = $2 WHERE token_hash = $1", {blob(token), millis(now)});
}

base::Result<bool> SqlAccountSessionStore::replace(const crypto::Digest& token, const AccountSession& next,
                                                   base::TimePoint now) {
    return change_one(
        "UPDATE account_sessions SET token_hash = $2, step = $3, why = $4, signed_in_at = $5, used_at = $6, "
        "replaced_hash = $1, replaced_at = $6 WHERE token_hash = $1",
        {blob(token), blob(next.token), to_text(next.step), why_value(next.why), millis(next.signed_in_at),
         millis(now)});
}

base::Result<void> SqlAccountSessionStore::remove(const crypto::Digest& token) {
    return change("DELETE FROM account_sessions WHERE token_hash = $1", {blob(token)});
}

base::Result<std::vector<AccountSession>> SqlAccountSessionStore::list(const core::PersonId& person,
                                                                       base::TimePoint now,
                                                                       base::TimePoint idle_since) {
    const auto found = database_.read(
        fmt::format("SELECT {} FROM account_sessions WHERE person_id = $1 AND expires_at > $2 AND used_at > $3 "
                    "ORDER BY used_at DESC, id",
                    kColumns),
        {person.str(), millis(now), millis(idle_since)});
    if (!found) return base::fail(found.error());
    std::vector<AccountSession> sessions;
    for (const auto& row : found->rows) sessions.push_back(read_session(row));
    return sessions;
}

base::Result<std::optional<AccountSession>> SqlAccountSessionStore::take(const core::PersonId& person,
                                                                         const std::string& id) {
    const auto taken = database_.write(
        fmt::format("DELETE FROM account_sessions WHERE person_id = $1 AND id = $2 RETURNING {}", kColumns),
        {person.str(), id});
    if (!taken) return base::fail(taken.error());
    if (taken->rows.empty()) return std::nullopt;
    return read_session(taken->rows.front());
}

base::Result<void> SqlAccountSessionStore::set_put_off(const crypto::Digest& token) {
    return change("UPDATE account_sessions SET put_off = 1 WHERE token_hash = $1", {blob(token)});
}

base::Result<bool> SqlAccountSessionStore::set_ticket(const crypto::Digest& token, const core::RequestId& request) {
    return change_one("UPDATE account_sessions SET request_id = $2 WHERE token_hash = $1 AND submitting = 0",
                      {blob(token), request.str()});
}

base::Result<bool> SqlAccountSessionStore::claim_ticket(const crypto::Digest& token, const core::RequestId& request) {
    return change_one(
        "UPDATE account_sessions SET submitting = 1 WHERE token_hash = $1 AND request_id = $2 AND submitting = 0",
        {blob(token), request.str()});
}

base::Result<void> SqlAccountSessionStore::close_ticket(const core::RequestId& request,
                                                        std::optional<base::TimePoint> proven_at) {
    return change(
        "UPDATE account_sessions SET submitting = 0, signed_in_at = coalesce($2, signed_in_at) WHERE request_id = $1",
        {request.str(), millis(proven_at)});
}

base::Result<void> SqlAccountSessionStore::purge(base::TimePoint now, base::TimePoint idle_since) {
    const auto tickets =
        change("DELETE FROM sign_in_tickets WHERE expires_at <= $1", {std::int64_t{base::to_seconds(now)}});
    if (!tickets) return tickets;
    return change("DELETE FROM account_sessions WHERE expires_at <= $1 OR used_at <= $2",
                  {millis(now), millis(idle_since)});
}

}  // namespace tilbage::adapters::sql
