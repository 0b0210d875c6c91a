#include "adapters/sql/change_link_store.h"

#include <stdexcept>

namespace tilbage::adapters::sql {

base::Result<void> SqlChangeLinkStore::add(const core::ChangeLink& link) {
    const auto added = database_.write(
        "INSERT INTO change_links (token_hash, tenant_id, person_id, method_id, kind, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {blob(link.token), link.tenant_id.str(), link.person_id.str(), link.method_id,
         std::string(core::to_string(link.kind)), millis(link.expires_at)});
    if (!added) return base::fail(added.error());
    return {};
}

base::Result<std::optional<core::ChangeLink>> SqlChangeLinkStore::take(const crypto::Digest& token,
                                                                       base::TimePoint now) {
    const auto taken = database_.write(
        "DELETE FROM change_links WHERE token_hash = $1 AND expires_at > $2 "
        "RETURNING tenant_id, person_id, method_id, kind, expires_at",
        {blob(token), millis(now)});
    if (!taken) return base::fail(taken.error());
    if (taken->rows.empty()) return std::nullopt;
    const auto& row = taken->rows.front();
    const auto kind = core::parse_method_kind(row.text(3));
    if (!kind) throw std::logic_error("a stored link is about no known kind of method");
    return core::ChangeLink{token,      core::TenantId(row.text(0)), core::PersonId(row.text(1)), row.text(2), *kind,
                            row.time(4)};
}

base::Result<void> SqlChangeLinkStore::purge(base::TimePoint now) {
    const auto purged = database_.write("DELETE FROM change_links WHERE expires_at <= $1", {millis(now)});
    if (!purged) return base::fail(purged.error());
    return {};
}

}  // namespace tilbage::adapters::sql
