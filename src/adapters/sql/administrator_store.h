// Administrators and their credentials (core/ports/administrator_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/administrator_store.h"

namespace tilbage::adapters::sql {

class SqlAdministratorStore final : public core::AdministratorStore {
public:
    explicit SqlAdministratorStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::Administrator& administrator, const std::string& password_hash,
                           base::TimePoint now) override;
    base::Result<std::optional<core::Administrator>> find(const core::AdministratorId& id) override;
    base::Result<std::optional<core::Administrator>> find_by_user_name(const core::TenantId& tenant,
                                                                       const std::string& user_name) override;
    base::Result<std::vector<core::ListedAdministrator>> list(const core::TenantId& tenant) override;
    base::Result<void> set_roles(const core::AdministratorId& id, const std::vector<core::Role>& roles,
                                 base::TimePoint now) override;
    base::Result<bool> remove(const core::AdministratorId& id) override;

private:
    Database& database_;
};

class SqlAdministratorCredentialStore final : public core::AdministratorCredentialStore {
public:
    explicit SqlAdministratorCredentialStore(Database& database) : database_(database) {}
    base::Result<std::optional<core::AdministratorCredentials>> find(const core::AdministratorId& id) override;
    base::Result<void> set_password(const core::AdministratorId& id, const std::string& hash,
                                    base::TimePoint now) override;
    base::Result<void> set_totp(const core::AdministratorId& id, const base::Bytes& sealed_secret, std::int64_t step,
                                base::TimePoint now) override;
    base::Result<void> clear_totp(const core::AdministratorId& id, base::TimePoint now) override;
    base::Result<bool> use_totp_step(const core::AdministratorId& id, std::int64_t step) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
