#include "adapters/sql/caller_verification_store.h"

#include <algorithm>
#include <stdexcept>

namespace tilbage::adapters::sql {
namespace {

using core::Caller;
using core::CallerCode;
using core::CallerVerification;

crypto::Digest digest_of(std::span<const std::uint8_t> bytes) {
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) throw std::logic_error("a stored digest has another size");
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

base::Result<void> done(base::Result<QueryResult>&& rows) {
    if (!rows) return base::fail(rows.error());
    return {};
}

}  // namespace

base::Result<void> SqlCallerVerificationStore::put_code(const CallerCode& code) {
    return done(database_.write(
        "INSERT OR REPLACE INTO caller_codes (id, tenant_id, administrator_id, person_id, kind, code, tries_left, "
        "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {code.id, code.caller.tenant_id.str(), code.caller.administrator_id.str(), code.caller.person_id.str(),
         std::string(core::to_string(code.kind)), blob(code.code), std::int64_t{code.tries_left},
         millis(code.expires_at)}));
}

base::Result<std::optional<CallerCode>> SqlCallerVerificationStore::take_try(const Caller& caller,
                                                                             core::MethodKind kind,
                                                                             base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<std::optional<CallerCode>> {
        const auto found = connection.query(
            "SELECT id, code, tries_left, expires_at FROM caller_codes WHERE tenant_id = $1 AND administrator_id = $2 "
            "AND person_id = $3 AND kind = $4 AND expires_at > $5",
            {caller.tenant_id.str(), caller.administrator_id.str(), caller.person_id.str(),
             std::string(core::to_string(kind)), millis(now)});
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return std::nullopt;
        const Row& row = found->rows.front();
        CallerCode code{row.text(0), caller, kind, digest_of(row.bytes(1)), static_cast<int>(row.integer(2)),
                        row.time(3)};
        const auto taken =
            connection.query("UPDATE caller_codes SET tries_left = max(0, tries_left - 1) WHERE id = $1", {code.id});
        if (!taken) return base::fail(taken.error());
        return code;
    });
}

base::Result<bool> SqlCallerVerificationStore::remove_code(const std::string& id) {
    const auto removed = database_.write("DELETE FROM caller_codes WHERE id = $1", {id});
    if (!removed) return base::fail(removed.error());
    return removed->affected == 1;
}

base::Result<void> SqlCallerVerificationStore::put(const CallerVerification& verification) {
    const auto& caller = verification.caller;
    return done(database_.write(
        "INSERT OR REPLACE INTO caller_verifications (tenant_id, administrator_id, person_id, kind, verified_at, "
        "expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        {caller.tenant_id.str(), caller.administrator_id.str(), caller.person_id.str(),
         verification.kind ? Value(std::string(core::to_string(*verification.kind))) : Value(Null{}),
         millis(verification.verified_at), millis(verification.expires_at)}));
}

base::Result<std::optional<CallerVerification>> SqlCallerVerificationStore::find(const Caller& caller,
                                                                                 base::TimePoint now) {
    const auto found = database_.read(
        "SELECT kind, verified_at, expires_at FROM caller_verifications WHERE tenant_id = $1 AND administrator_id = $2 "
        "AND person_id = $3 AND expires_at > $4",
        {caller.tenant_id.str(), caller.administrator_id.str(), caller.person_id.str(), millis(now)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const Row& row = found->rows.front();
    CallerVerification verification{caller, std::nullopt, row.time(1), row.time(2)};
    if (!row.is_null(0)) {
        verification.kind = core::parse_method_kind(row.text(0));
        if (!verification.kind) throw std::logic_error("a caller was verified by no known kind of method");
    }
    return verification;
}

base::Result<bool> SqlCallerVerificationStore::remove(const Caller& caller) {
    return database_.write([&](Connection& connection) -> base::Result<bool> {
        const std::vector<Value> key{caller.tenant_id.str(), caller.administrator_id.str(), caller.person_id.str()};
        constexpr std::string_view kWhere = " WHERE tenant_id = $1 AND administrator_id = $2 AND person_id = $3";
        const auto codes = connection.query("DELETE FROM caller_codes" + std::string(kWhere), key);
        if (!codes) return base::fail(codes.error());
        const auto removed = connection.query("DELETE FROM caller_verifications" + std::string(kWhere), key);
        if (!removed) return base::fail(removed.error());
        return removed->affected > 0;
    });
}

base::Result<void> SqlCallerVerificationStore::purge(base::TimePoint now) {
    for (const char* table : {"caller_codes", "caller_verifications"}) {
        auto purged =
            done(database_.write("DELETE FROM " + std::string(table) + " WHERE expires_at <= $1", {millis(now)}));
        if (!purged) return purged;
    }
    return {};
}

}  // namespace tilbage::adapters::sql
