// Sign-in flows and sessions (core/ports/sign_in_store.h). Each compare-and-set is one UPDATE whose WHERE holds the
// condition.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/sign_in_store.h"

namespace tilbage::adapters::sql {

class SqlSignInFlowStore final : public core::SignInFlowStore {
public:
    explicit SqlSignInFlowStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::SignInFlow& flow) override;
    base::Result<std::optional<core::SignInFlow>> find(const crypto::Digest& flow, base::TimePoint now) override;
    base::Result<bool> move(const core::SignInFlow& flow, core::SignInStep from) override;
    base::Result<void> rebind(const crypto::Digest& browser, const crypto::Digest& renewed) override;
    base::Result<bool> remove(const crypto::Digest& flow) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

class SqlSignInSessionStore final : public core::SignInSessionStore {
public:
    explicit SqlSignInSessionStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::SignInSession& session) override;
    base::Result<std::optional<core::SignInSession>> find(const crypto::Digest& session) override;
    base::Result<void> touch(const crypto::Digest& session, base::TimePoint now) override;
    base::Result<bool> remove(const crypto::Digest& session) override;
    base::Result<void> end_all_of(const core::AdministratorId& administrator) override;
    base::Result<void> purge(base::TimePoint began_before, base::TimePoint used_before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
