// Methods that people are about to register (core/ports/registration_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/registration_store.h"

namespace tilbage::adapters::sql {

class SqlRegistrationStore final : public core::RegistrationStore {
public:
    explicit SqlRegistrationStore(Database& database) : database_(database) {}
    base::Result<void> put(const core::Registration& registration) override;
    base::Result<std::optional<core::Registration>> take_try(const crypto::Digest& session, const std::string& id,
                                                             base::TimePoint now) override;
    base::Result<bool> remove(const std::string& id) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
