// People's sign-in tickets and account sessions (core/ports/account_session_store.h). Each compare-and-set is one
// statement whose WHERE holds the condition.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/account_session_store.h"

namespace tilbage::adapters::sql {

class SqlAccountSessionStore final : public core::AccountSessionStore {
public:
    explicit SqlAccountSessionStore(Database& database) : database_(database) {}
    base::Result<void> add_ticket(const core::SignInTicket& ticket) override;
    base::Result<std::optional<core::SignInTicket>> take_ticket(const core::RequestId& id) override;
    base::Result<void> add(const core::AccountSession& session) override;
    base::Result<std::optional<core::AccountSession>> find(const crypto::Digest& token, base::TimePoint now,
                                                           base::TimePoint idle_since) override;
    base::Result<std::optional<core::AccountSession>> find_replaced(const crypto::Digest& token,
                                                                    base::TimePoint replaced_since) override;
    base::Result<void> set_used(const crypto::Digest& token, base::TimePoint now) override;
    base::Result<bool> replace(const crypto::Digest& token, const core::AccountSession& next,
                               base::TimePoint now) override;
    base::Result<void> remove(const crypto::Digest& token) override;
    base::Result<std::vector<core::AccountSession>> list(const core::PersonId& person, base::TimePoint now,
                                                         base::TimePoint idle_since) override;
    base::Result<std::optional<core::AccountSession>> take(const core::PersonId& person,
                                                           const std::string& id) override;
    base::Result<void> set_put_off(const crypto::Digest& token) override;
    base::Result<bool> set_ticket(const crypto::Digest& token, const core::RequestId& request) override;
    base::Result<bool> claim_ticket(const crypto::Digest& token, const core::RequestId& request) override;
    base::Result<void> close_ticket(const core::RequestId& request, std::optional<base::TimePoint> proven_at) override;
    base::Result<void> purge(base::TimePoint now, base::TimePoint idle_since) override;

private:
    base::Result<bool> change_one(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<void> change(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<std::optional<core::AccountSession>> find_one(std::string_view condition,
                                                               const std::vector<Value>& parameters);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
