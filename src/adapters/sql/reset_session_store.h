// Reset sessions and their codes (core/ports/reset_session_store.h). Each compare-and-set is one UPDATE whose WHERE
// holds the condition.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/reset_session_store.h"

namespace tilbage::adapters::sql {

class SqlResetSessionStore final : public core::ResetSessionStore {
public:
    explicit SqlResetSessionStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::ResetSession& session) override;
    base::Result<std::optional<core::ResetSession>> find(const crypto::Digest& token, base::TimePoint now) override;
    base::Result<bool> save(const core::ResetSession& session) override;
    base::Result<void> put_code(const crypto::Digest& token, const core::SessionCode& code) override;
    base::Result<std::optional<core::SessionCode>> take_try(const crypto::Digest& token,
                                                            core::MethodKind kind) override;
    base::Result<void> remove_code(const crypto::Digest& token) override;
    base::Result<void> put_challenge(const crypto::Digest& token, const core::SessionChallenge& challenge) override;
    base::Result<std::optional<core::SessionChallenge>> take_challenge(const crypto::Digest& token) override;
    base::Result<bool> set_ticket(const crypto::Digest& token, const core::RequestId& request) override;
    base::Result<bool> claim_ticket(const crypto::Digest& token, const core::RequestId& request) override;
    base::Result<void> close_ticket(const core::RequestId& request, bool again) override;
    // Drops sessions that have expired, codes and all.
    base::Result<void> purge(base::TimePoint now) override;

private:
    base::Result<bool> change_one(std::string_view sql, const std::vector<Value>& parameters);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
