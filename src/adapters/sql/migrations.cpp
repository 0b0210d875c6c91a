#include "adapters/sql/migrations.h"

#include "crypto/hash.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

constexpr std::string_view kCreateTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, applied_at "
    "INTEGER NOT NULL) "
    "STRICT";

std::string checksum(const Migration& migration) { return base::to_hex(crypto::sha256(migration.sql)); }

base::Result<void> check_applied(Connection& connection, std::span<const Migration> migrations) {
    auto applied = connection.query("SELECT version, sha256 FROM schema_migrations ORDER BY version");
    if (!applied) return base::fail(applied.error());
    for (const Row& row : applied->rows) {
        const auto version = static_cast<std::size_t>(row.integer(0));
        if (version > migrations.size())
            return base::fail(ErrorCode::conflict, "the database has schema version " + std::to_string(version) +
                                                       ", this program knows up to " +
                                                       std::to_string(migrations.size()) +
                                                       "; use the program that wrote it, or a newer one");
        if (row.text(1) != checksum(migrations[version - 1]))
            return base::fail(ErrorCode::corrupt, "migration " + std::string(migrations[version - 1].name) +
                                                      " is not the one that this database was made with");
    }
    return {};
}

base::Result<void> apply(Connection& connection, const Migration& migration, base::TimePoint now) {
    auto known =
        connection.query("SELECT 1 FROM schema_migrations WHERE version = $1", {std::int64_t{migration.version}});
    if (!known) return base::fail(known.error());
    if (!known->rows.empty()) return {};
    if (auto done = connection.script(std::string(migration.sql)); !done)
        return base::fail(done.error().code, "migration " + std::string(migration.name) + ": " + done.error().message);
    auto noted = connection.query("INSERT INTO schema_migrations (version, sha256, applied_at) VALUES ($1, $2, $3)",
                                  {std::int64_t{migration.version}, checksum(migration), millis(now)});
    if (!noted) return base::fail(noted.error());
    return {};
}

}  // namespace

base::Result<void> migrate(Database& database, std::span<const Migration> migrations, base::TimePoint now) {
    for (std::size_t i = 0; i < migrations.size(); ++i)
        if (migrations[i].version != static_cast<int>(i) + 1)
            return base::fail(ErrorCode::internal,
                              "migrations are not numbered 1, 2, 3: " + std::string(migrations[i].name));
    auto checked = database.write([&](Connection& connection) -> base::Result<void> {
        if (auto created = connection.query(kCreateTable); !created) return base::fail(created.error());
        return check_applied(connection, migrations);
    });
    if (!checked) return checked;
    for (const Migration& migration : migrations) {
        auto applied = database.write([&](Connection& connection) { return apply(connection, migration, now); });
        if (!applied) return applied;
    }
    return {};
}

}  // namespace tilbage::adapters::sql
