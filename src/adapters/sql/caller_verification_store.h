// Who called the helpdesk (core/ports/caller_verification_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/caller_verification_store.h"

namespace tilbage::adapters::sql {

class SqlCallerVerificationStore final : public core::CallerVerificationStore {
public:
    explicit SqlCallerVerificationStore(Database& database) : database_(database) {}
    base::Result<void> put_code(const core::CallerCode& code) override;
    base::Result<std::optional<core::CallerCode>> take_try(const core::Caller& caller, core::MethodKind kind,
                                                           base::TimePoint now) override;
    base::Result<bool> remove_code(const std::string& id) override;
    base::Result<void> put(const core::CallerVerification& verification) override;
    base::Result<std::optional<core::CallerVerification>> find(const core::Caller& caller,
                                                               base::TimePoint now) override;
    base::Result<bool> remove(const core::Caller& caller) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
