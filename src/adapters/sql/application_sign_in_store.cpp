#include "adapters/sql/application_sign_in_store.h"

#include "adapters/sql/administrator_rows.h"
#include "adapters/sql/statement_result.h"

namespace tilbage::adapters::sql {
namespace {

using core::ApplicationSignIn;
using core::ApplicationSignOut;
using core::ResponseMode;

template <class Id>
Value nullable(const std::optional<Id>& id) {
    return id ? Value(id->str()) : Value(Null{});
}

ApplicationSignIn read_sign_in(const Row& row) {
    ApplicationSignIn sign_in;
    sign_in.flow = to_digest(row.bytes(0));
    sign_in.browser = to_digest(row.bytes(1));
    sign_in.tenant_id = core::TenantId(row.text(2));
    sign_in.application = core::ApplicationId(row.text(3));
    sign_in.redirect_uri = row.text(4);
    sign_in.mode = row.text(5) == "query" ? ResponseMode::query : ResponseMode::form_post;
    sign_in.state = row.text(6);
    sign_in.nonce = row.text(7);
    sign_in.scope = row.text(8);
    sign_in.code_challenge = row.text(9);
    sign_in.login_hint = row.text(10);
    sign_in.must_prove = row.integer(11) != 0;
    sign_in.without_page = row.integer(12) != 0;
    if (!row.is_null(13)) sign_in.max_age = std::chrono::seconds(row.integer(13));
    sign_in.begun_at = row.time(14);
    sign_in.expires_at = row.time(15);
    return sign_in;
}

ApplicationSignOut read_sign_out(const Row& row) {
    ApplicationSignOut sign_out;
    sign_out.flow = to_digest(row.bytes(0));
    sign_out.browser = to_digest(row.bytes(1));
    sign_out.tenant_id = core::TenantId(row.text(2));
    if (!row.is_null(3)) sign_out.application = core::ApplicationId(row.text(3));
    if (!row.is_null(4)) sign_out.person = core::PersonId(row.text(4));
    sign_out.redirect_uri = row.text(5);
    sign_out.state = row.text(6);
    sign_out.expires_at = row.time(7);
    return sign_out;
}

}  // namespace

base::Result<void> SqlApplicationSignInStore::add(const ApplicationSignIn& one) {
    return without_rows(database_.write(
        "INSERT INTO application_sign_ins (flow_hash, browser_hash, tenant_id, application_id, redirect_uri, mode, "
        "state, nonce, scope, code_challenge, login_hint, must_prove, without_page, max_age, begun_at, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        {blob(one.flow), blob(one.browser), one.tenant_id.str(), one.application.str(), one.redirect_uri,
         std::string(one.mode == ResponseMode::query ? "query" : "form_post"), one.state, one.nonce, one.scope,
         one.code_challenge, one.login_hint, std::int64_t{one.must_prove}, std::int64_t{one.without_page},
         one.max_age ? Value(std::int64_t{one.max_age->count()}) : Value(Null{}), millis(one.begun_at),
         millis(one.expires_at)}));
}

base::Result<std::optional<ApplicationSignIn>> SqlApplicationSignInStore::find(const crypto::Digest& flow,
                                                                               base::TimePoint now) {
    const auto found = database_.read(
        "SELECT flow_hash, browser_hash, tenant_id, application_id, redirect_uri, mode, state, nonce, scope, "
        "code_challenge, login_hint, must_prove, without_page, max_age, begun_at, expires_at FROM application_sign_ins "
        "WHERE flow_hash = $1 AND expires_at > $2",
        {blob(flow), millis(now)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_sign_in(found->rows.front());
}

base::Result<bool> SqlApplicationSignInStore::remove(const crypto::Digest& flow) {
    return one_row_changed(database_.write("DELETE FROM application_sign_ins WHERE flow_hash = $1", {blob(flow)}));
}

base::Result<void> SqlApplicationSignInStore::add_sign_out(const ApplicationSignOut& one) {
    return without_rows(database_.write(
        "INSERT INTO application_sign_outs (flow_hash, browser_hash, tenant_id, application_id, person_id, "
        "redirect_uri, state, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {blob(one.flow), blob(one.browser), one.tenant_id.str(), nullable(one.application), nullable(one.person),
         one.redirect_uri, one.state, millis(one.expires_at)}));
}

base::Result<std::optional<ApplicationSignOut>> SqlApplicationSignInStore::find_sign_out(const crypto::Digest& flow,
                                                                                         base::TimePoint now) {
    const auto found = database_.read(
        "SELECT flow_hash, browser_hash, tenant_id, application_id, person_id, redirect_uri, state, expires_at FROM "
        "application_sign_outs WHERE flow_hash = $1 AND expires_at > $2",
        {blob(flow), millis(now)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_sign_out(found->rows.front());
}

base::Result<bool> SqlApplicationSignInStore::remove_sign_out(const crypto::Digest& flow) {
    return one_row_changed(database_.write("DELETE FROM application_sign_outs WHERE flow_hash = $1", {blob(flow)}));
}

base::Result<void> SqlApplicationSignInStore::purge(base::TimePoint now) {
    auto done = without_rows(database_.write("DELETE FROM application_sign_ins WHERE expires_at <= $1", {millis(now)}));
    if (!done) return done;
    return without_rows(database_.write("DELETE FROM application_sign_outs WHERE expires_at <= $1", {millis(now)}));
}

}  // namespace tilbage::adapters::sql
