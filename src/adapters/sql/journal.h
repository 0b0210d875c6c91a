// The agent's journal on SQLite.
//
// Commits survive a kill of the process; after a power loss the last seconds may be missing. That is enough: a tenant
// that never got an outcome says `redelivered`, and then the agent finds out from the directory itself, journal or not.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/journal.h"

namespace tilbage::adapters::sql {

// Of a database with connect_migrations(), which must outlive it.
class SqlJournal final : public core::Journal {
public:
    explicit SqlJournal(Database& database) : database_(database) {}

    base::Result<std::optional<core::JournalEntry>> find(const core::RequestId& id) override;
    base::Result<void> begin(const core::Binding& binding, std::int64_t pwd_last_set_before) override;
    base::Result<void> finish(const core::Binding& binding, const core::Outcome& outcome) override;
    base::Result<void> acknowledged(const core::RequestId& id) override;
    base::Result<std::vector<core::JournalEntry>> unacknowledged() override;
    base::Result<void> purge(base::TimePoint issued_before) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
