// What applications ask for, while the person is at the page (core/ports/application_sign_in_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/application_sign_in_store.h"

namespace tilbage::adapters::sql {

class SqlApplicationSignInStore final : public core::ApplicationSignInStore {
public:
    explicit SqlApplicationSignInStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::ApplicationSignIn& sign_in) override;
    base::Result<std::optional<core::ApplicationSignIn>> find(const crypto::Digest& flow, base::TimePoint now) override;
    base::Result<bool> remove(const crypto::Digest& flow) override;
    base::Result<void> add_sign_out(const core::ApplicationSignOut& sign_out) override;
    base::Result<std::optional<core::ApplicationSignOut>> find_sign_out(const crypto::Digest& flow,
                                                                        base::TimePoint now) override;
    base::Result<bool> remove_sign_out(const crypto::Digest& flow) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
