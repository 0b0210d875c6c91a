#include "adapters/sql/signing_key_store.h"

namespace tilbage::adapters::sql {

base::Result<std::vector<core::SigningKey>> SqlSigningKeyStore::list(const core::TenantId& tenant) {
    const auto found = database_.read(
        "SELECT kid, n, e, sealed, signs_from FROM signing_keys WHERE tenant_id = $1 ORDER BY signs_from, kid",
        {tenant.str()});
    if (!found) return base::fail(found.error());
    std::vector<core::SigningKey> keys;
    for (const auto& row : found->rows)
        keys.push_back({row.text(0), tenant, {row.text(1), row.text(2)}, row.bytes(3), row.time(4)});
    return keys;
}

base::Result<void> SqlSigningKeyStore::add(const core::SigningKey& key) {
    const auto done = database_.write(
        "INSERT INTO signing_keys (kid, tenant_id, n, e, sealed, signs_from) VALUES ($1, $2, $3, $4, $5, $6)",
        {key.kid, key.tenant_id.str(), key.public_key.n, key.public_key.e, key.sealed, millis(key.signs_from)});
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<void> SqlSigningKeyStore::remove(const std::string& kid) {
    const auto done = database_.write("DELETE FROM signing_keys WHERE kid = $1", {kid});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace tilbage::adapters::sql
