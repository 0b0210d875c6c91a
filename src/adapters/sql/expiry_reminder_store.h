// Who was reminded of which expiry (core/ports/expiry_reminder_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/expiry_reminder_store.h"

namespace tilbage::adapters::sql {

class SqlExpiryReminderStore final : public core::ExpiryReminderStore {
public:
    explicit SqlExpiryReminderStore(Database& database) : database_(database) {}
    base::Result<std::vector<core::Person>> due(const core::TenantId& tenant, const core::ReminderWindow& window,
                                                const std::optional<core::ReminderCursor>& after, int count) override;
    base::Result<void> record(const core::Person& person, base::TimePoint expires_at, int day,
                              base::TimePoint now) override;
    base::Result<core::ReminderRuns> runs(const core::TenantId& tenant) override;
    base::Result<void> set_runs(const core::TenantId& tenant, const core::ReminderRuns& runs) override;
    base::Result<void> purge(base::TimePoint before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
