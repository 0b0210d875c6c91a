// Failed sign-ins of people, and the directory's lockout (core/ports/sign_in_attempt_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/sign_in_attempt_store.h"

namespace tilbage::adapters::sql {

class SqlSignInAttemptStore final : public core::SignInAttemptStore {
public:
    explicit SqlSignInAttemptStore(Database& database) : database_(database) {}
    base::Result<std::optional<core::SignInFailures>> find(const std::string& counting_key) override;
    base::Result<void> put(const std::string& counting_key, const core::SignInFailures& failures) override;
    base::Result<void> remove(const std::string& counting_key) override;
    base::Result<std::optional<core::DirectoryLockout>> directory_lockout(const core::TenantId& tenant) override;
    base::Result<void> put_directory_lockout(const core::TenantId& tenant,
                                             const core::DirectoryLockout& lockout) override;
    base::Result<void> purge(base::TimePoint last_before) override;

private:
    base::Result<void> change(std::string_view sql, const std::vector<Value>& parameters);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
