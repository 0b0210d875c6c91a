// sync.db, where the agent keeps its connector space and metaverse: nothing that cannot be read anew from the
// directories and the tenant. A file that is damaged, or that a newer program wrote, is therefore set aside and the
// agent starts anew, with a full import and a comparison with what the tenant has; nobody is removed by that.
#pragma once

#include <memory>
#include <string>

#include "adapters/sql/database.h"

namespace tilbage::adapters::sql {

struct SyncDatabase {
    std::unique_ptr<Database> database;
    std::string set_aside;  // why the file that was there is now PATH.set-aside, for the log; empty: it is in use
};

// Makes the file when there is none, and reads all of it once. Everything but damage is an error: unavailable
// (another program holds it, the disk is full), permission_denied.
[[nodiscard]] base::Result<SyncDatabase> open_sync_database(const std::filesystem::path& path, base::TimePoint now);

// For a file whose stores answered `corrupt`, closed by then. One that was set aside before is overwritten.
base::Result<void> set_aside_sync_database(const std::filesystem::path& path);

}  // namespace tilbage::adapters::sql
