#include "tenant/open_store.h"

#include "adapters/sql/migrations.h"
#include "base/clock.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;

base::Result<std::unique_ptr<sql::Database>> open(const std::filesystem::path& path, bool create) {
    sql::DatabaseOptions options;
    options.path = path;
    options.create = create;
    // A first synchronisation writes a hundred thousand people in the order of random ids.
    options.writer_cache_kib = std::size_t{32} * 1024;
    options.checkpoint_pages = 32000;  // 125 MiB; each page is written once for all the times that it has changed
    auto database = sql::Database::open(std::move(options));
    if (!database) return database;
    const auto migrated = sql::migrate(**database, sql::tenant_migrations(), base::SystemClock().now());
    if (!migrated) return base::fail(migrated.error().code, path.string() + ": " + migrated.error().message);
    return database;
}

}  // namespace

base::Result<std::unique_ptr<sql::Database>> open_store(const std::filesystem::path& path) {
    auto database = open(path, false);
    if (!database && database.error().code == base::ErrorCode::not_found) {
        return base::fail(base::ErrorCode::not_found, path.string() + " is not there; run tilbage-tenant init first");
    }
    return database;
}

base::Result<std::unique_ptr<sql::Database>> open_or_make_store(const std::filesystem::path& path) {
    return open(path, true);
}

}  // namespace tilbage::tenant
