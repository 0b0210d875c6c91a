// Numbered changes of a schema, embedded in the program from migrations/<schema>/NNNN_name.sql.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "adapters/sql/database.h"

namespace tilbage::adapters::sql {

struct Migration {
    int version;  // 1, 2, 3, …
    std::string_view name;
    std::string_view sql;
};

[[nodiscard]] std::span<const Migration> tenant_migrations();
[[nodiscard]] std::span<const Migration> connect_migrations();
[[nodiscard]] std::span<const Migration> sync_migrations();  // see sync_database.h

// Applies what is missing, each in a transaction of its own; safe when several processes do so at once. Refuses, and
// changes nothing, when the file was written by a newer program or when the text of an applied migration is another
// than it was.
base::Result<void> migrate(Database& database, std::span<const Migration> migrations, base::TimePoint now);

}  // namespace tilbage::adapters::sql
