// What a tenant bans (core/ports/password_protection_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/password_protection_store.h"

namespace tilbage::adapters::sql {

class SqlPasswordProtectionStore final : public core::PasswordProtectionStore {
public:
    explicit SqlPasswordProtectionStore(Database& database) : database_(database) {}
    base::Result<core::PasswordProtection> read(const core::TenantId& tenant) override;
    base::Result<std::int64_t> version(const core::TenantId& tenant) override;
    base::Result<core::PasswordProtection> write(const core::TenantId& tenant,
                                                 const core::PasswordProtection& protection,
                                                 std::int64_t expected_version) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
