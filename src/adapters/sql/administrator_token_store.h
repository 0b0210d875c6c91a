// Access tokens of administrators (core/ports/administrator_token_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/administrator_token_store.h"

namespace tilbage::adapters::sql {

class SqlAdministratorTokenStore final : public core::AdministratorTokenStore {
public:
    explicit SqlAdministratorTokenStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::AdministratorToken& token) override;
    base::Result<std::optional<core::TokenHolder>> find(const crypto::Digest& token, base::TimePoint now) override;
    base::Result<void> note_use(const crypto::Digest& session, base::TimePoint now) override;
    base::Result<void> move_to_session(const crypto::Digest& session, const crypto::Digest& renewed) override;
    base::Result<void> revoke_of_code(const crypto::Digest& code) override;
    base::Result<void> revoke_of_session(const crypto::Digest& session) override;
    base::Result<void> revoke_of(const core::AdministratorId& administrator) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
