// Authorization codes and device codes (core/ports/authorization_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/authorization_store.h"

namespace tilbage::adapters::sql {

class SqlAuthorizationCodeStore final : public core::AuthorizationCodeStore {
public:
    explicit SqlAuthorizationCodeStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::AuthorizationCode& code) override;
    base::Result<std::optional<core::UsedCode>> use(const crypto::Digest& code) override;
    base::Result<void> purge(base::TimePoint expired_before) override;

private:
    Database& database_;
};

class SqlDeviceCodeStore final : public core::DeviceCodeStore {
public:
    explicit SqlDeviceCodeStore(Database& database) : database_(database) {}
    base::Result<void> add(const core::DeviceCode& code) override;
    base::Result<std::optional<core::DeviceCode>> find(const crypto::Digest& device) override;
    base::Result<std::optional<core::DeviceCode>> find_pending(const crypto::Digest& user_code,
                                                               base::TimePoint now) override;
    base::Result<bool> allow(const crypto::Digest& device, const core::AdministratorId& administrator,
                             base::TimePoint signed_in_at, base::TimePoint now) override;
    base::Result<bool> deny(const crypto::Digest& device, base::TimePoint now) override;
    base::Result<void> note_poll(const crypto::Digest& device, std::chrono::seconds interval,
                                 base::TimePoint now) override;
    base::Result<bool> remove(const crypto::Digest& device) override;
    base::Result<void> purge(base::TimePoint expired_before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
