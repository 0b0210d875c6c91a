// Password reset policies (core/ports/password_reset_policy_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/password_reset_policy_store.h"

namespace tilbage::adapters::sql {

class SqlPasswordResetPolicyStore final : public core::PasswordResetPolicyStore {
public:
    explicit SqlPasswordResetPolicyStore(Database& database) : database_(database) {}
    base::Result<core::PasswordResetPolicy> read(const core::TenantId& tenant, bool with_logo = false) override;
    base::Result<core::PasswordResetPolicy> write(const core::TenantId& tenant, const core::PasswordResetPolicy& policy,
                                                  std::int64_t expected_version) override;
    base::Result<std::optional<core::Logo>> logo(const std::string& digest) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
