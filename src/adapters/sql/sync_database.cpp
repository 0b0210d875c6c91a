#include "adapters/sql/sync_database.h"

#include "adapters/sql/migrations.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

constexpr std::size_t kWriterCacheKib = 16384;   // the indexes of a hundred thousand people
constexpr std::size_t kCheckpointPages = 32768;  // 128 MiB; each checkpoint waits for the disk twice, and writes each
                                                 // page once, however often it has changed

base::Result<void> check_whole(Database& database) {
    const auto found = database.read("PRAGMA quick_check(1)");
    if (!found) return base::fail(found.error());
    if (found->rows.empty() || found->rows.front().text(0) == "ok") return {};
    return base::fail(ErrorCode::corrupt, "database: " + found->rows.front().text(0));
}

base::Result<std::unique_ptr<Database>> open_whole(const std::filesystem::path& path, base::TimePoint now) {
    auto opened = Database::open({.path = path,
                                  .durability = Durability::process_kill,
                                  .writer_cache_kib = kWriterCacheKib,
                                  .checkpoint_pages = kCheckpointPages});
    if (!opened) return opened;
    if (auto whole = check_whole(**opened); !whole) return base::fail(whole.error());
    if (auto migrated = migrate(**opened, sync_migrations(), now); !migrated) return base::fail(migrated.error());
    return opened;
}

}  // namespace

base::Result<SyncDatabase> open_sync_database(const std::filesystem::path& path, base::TimePoint now) {
    auto opened = open_whole(path, now);
    if (opened) return SyncDatabase{.database = std::move(*opened), .set_aside = {}};
    const base::Error first = opened.error();
    if (first.code != ErrorCode::corrupt && first.code != ErrorCode::conflict) return base::fail(first);
    if (auto moved = set_aside_sync_database(path); !moved) return base::fail(moved.error());
    opened = open_whole(path, now);
    if (!opened) return base::fail(opened.error());
    return SyncDatabase{.database = std::move(*opened), .set_aside = first.message};
}

base::Result<void> set_aside_sync_database(const std::filesystem::path& path) {
    // The WAL and its index belong to the file that goes: beside a new one they would be taken for its own.
    for (const char* suffix : {"-shm", "-wal", ""}) {
        const auto from = path.string() + suffix;
        std::error_code error;
        if (!std::filesystem::exists(from, error)) continue;
        std::filesystem::rename(from, path.string() + ".set-aside" + suffix, error);
        if (error) return base::fail(ErrorCode::unavailable, "cannot set " + from + " aside: " + error.message());
    }
    return {};
}

}  // namespace tilbage::adapters::sql
