// What people have registered (core/ports/authentication_method_store.h). What serves once or only grows is one UPDATE
// or DELETE whose WHERE holds the condition.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/authentication_method_store.h"

namespace tilbage::adapters::sql {

class SqlAuthenticationMethodStore final : public core::AuthenticationMethodStore {
public:
    explicit SqlAuthenticationMethodStore(Database& database) : database_(database) {}
    base::Result<std::vector<core::AuthenticationMethod>> list(const core::TenantId& tenant,
                                                               const core::PersonId& person) override;
    base::Result<std::optional<core::AuthenticationMethod>> find(const core::TenantId& tenant,
                                                                 const std::string& id) override;
    base::Result<void> put(const core::AuthenticationMethod& method) override;
    base::Result<bool> remove(const core::TenantId& tenant, const std::string& id) override;
    base::Result<void> remove_all_of(const core::TenantId& tenant, const core::PersonId& person) override;
    base::Result<bool> set_locked(const core::TenantId& tenant, const std::string& id, bool locked) override;
    base::Result<void> set_used(const core::TenantId& tenant, const std::string& id, base::TimePoint at) override;
    base::Result<bool> use_totp_step(const std::string& id, std::int64_t step) override;
    base::Result<bool> use_recovery_code(const std::string& id, const crypto::Digest& code) override;
    base::Result<bool> raise_sign_count(const std::string& id, std::uint32_t count) override;
    base::Result<bool> has_passkey(const core::TenantId& tenant, const base::Bytes& credential_id) override;
    base::Result<std::optional<base::TimePoint>> confirmed_at(const core::TenantId& tenant,
                                                              const core::PersonId& person) override;
    base::Result<void> set_confirmed(const core::TenantId& tenant, const core::PersonId& person,
                                     base::TimePoint at) override;
    // Also what belonged to people who are gone for good.
    base::Result<void> purge(base::TimePoint now) override;

private:
    base::Result<bool> change_one(std::string_view sql, const std::vector<Value>& parameters);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
