#include "adapters/sql/registration_store.h"

#include <algorithm>
#include <stdexcept>

#include "adapters/sql/method_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::RecoveryCodesMethod;
using core::Registration;

crypto::Digest digest_at(std::span<const std::uint8_t> bytes) {
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) throw std::logic_error("a stored digest has another size");
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

base::Bytes joined_codes(const core::MethodData& data) {
    base::Bytes joined;
    if (const auto* codes = std::get_if<RecoveryCodesMethod>(&data)) {
        for (const auto& code : codes->unused) joined.insert(joined.end(), code.begin(), code.end());
    }
    return joined;
}

void add_codes(core::MethodData& data, const base::Bytes& joined) {
    auto* codes = std::get_if<RecoveryCodesMethod>(&data);
    constexpr std::size_t kSize = sizeof(crypto::Digest);
    for (std::size_t at = 0; codes != nullptr && at < joined.size(); at += kSize) {
        codes->unused.push_back(digest_at(std::span(joined).subspan(at, std::min(kSize, joined.size() - at))));
    }
}

// The first twelve are kMethodColumns: what a registration has not is as a new method has it.
constexpr std::string_view kColumns =
    "id, tenant_id, person_id, kind, name, data, created_at, NULL, 0, 0, counter, NULL, session_hash, codes, code, "
    "challenge, tries_left, expires_at";

Registration read_registration(const Row& row) {
    Registration registration;
    registration.method = read_method(row);
    registration.session = digest_at(row.bytes(12));
    add_codes(registration.method.data, row.bytes(13));
    if (!row.is_null(14)) registration.code = digest_at(row.bytes(14));
    registration.challenge = row.bytes(15);
    registration.tries_left = static_cast<int>(row.integer(16));
    registration.expires_at = row.time(17);
    return registration;
}

}  // namespace

base::Result<void> SqlRegistrationStore::put(const Registration& registration) {
    constexpr std::size_t kCounter = 10;
    const auto method = method_row(registration.method);
    const std::vector<Value> row{method[0],
                                 blob(registration.session),
                                 method[1],
                                 method[2],
                                 method[3],
                                 method[4],
                                 method[5],
                                 method[6],
                                 method[kCounter],
                                 blob(joined_codes(registration.method.data)),
                                 registration.code ? blob(*registration.code) : Value(Null{}),
                                 blob(registration.challenge),
                                 std::int64_t{registration.tries_left},
                                 millis(registration.expires_at)};
    const auto put = database_.write(
        "INSERT OR REPLACE INTO registrations (id, session_hash, tenant_id, person_id, kind, name, data, created_at, "
        "counter, codes, code, challenge, tries_left, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        row);
    if (!put) return base::fail(put.error());
    return {};
}

base::Result<std::optional<Registration>> SqlRegistrationStore::take_try(const crypto::Digest& session,
                                                                         const std::string& id, base::TimePoint now) {
    auto taken = database_.write(
        "UPDATE registrations SET tries_left = tries_left - 1 WHERE id = $1 AND session_hash = $2 AND expires_at > $3 "
        "RETURNING " +
            std::string(kColumns),
        {id, blob(session), millis(now)});
    if (!taken) return base::fail(taken.error());
    if (taken->rows.empty()) return std::nullopt;
    auto registration = read_registration(taken->rows.front());
    ++registration.tries_left;  // as it was before
    return registration;
}

base::Result<bool> SqlRegistrationStore::remove(const std::string& id) {
    const auto removed = database_.write("DELETE FROM registrations WHERE id = $1", {id});
    if (!removed) return base::fail(removed.error());
    return removed->affected == 1;
}

base::Result<void> SqlRegistrationStore::purge(base::TimePoint now) {
    const auto purged = database_.write("DELETE FROM registrations WHERE expires_at <= $1", {millis(now)});
    if (!purged) return base::fail(purged.error());
    return {};
}

}  // namespace tilbage::adapters::sql
