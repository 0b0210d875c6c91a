// Keys that sign ID tokens (core/ports/signing_key_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/signing_key_store.h"

namespace tilbage::adapters::sql {

class SqlSigningKeyStore final : public core::SigningKeyStore {
public:
    explicit SqlSigningKeyStore(Database& database) : database_(database) {}
    base::Result<std::vector<core::SigningKey>> list(const core::TenantId& tenant) override;
    base::Result<void> add(const core::SigningKey& key) override;
    base::Result<void> remove(const std::string& kid) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
