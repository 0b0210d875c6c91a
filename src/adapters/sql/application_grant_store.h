// What applications hold on behalf of people (core/ports/application_grant_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/application_grant_store.h"

namespace tilbage::adapters::sql {

class SqlApplicationGrantStore final : public core::ApplicationGrantStore {
public:
    explicit SqlApplicationGrantStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::ApplicationGrant& grant) override;
    base::Result<void> add_token(const core::GrantToken& token) override;
    base::Result<std::optional<core::PresentedToken>> use(const crypto::Digest& token,
                                                          core::GrantTokenKind kind) override;
    base::Result<std::optional<core::PresentedToken>> find(const crypto::Digest& token,
                                                           core::GrantTokenKind kind) override;
    base::Result<void> end(const std::string& grant) override;
    base::Result<std::vector<core::HeldAccess>> held_of(const core::PersonId& person, base::TimePoint now) override;
    base::Result<std::int64_t> end_of_application(const core::PersonId& person,
                                                  const core::ApplicationId& application) override;
    base::Result<std::int64_t> end_of_session(const core::PersonId& person, const std::string& session_id) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
