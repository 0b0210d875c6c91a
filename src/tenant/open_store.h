// The tenant's SQLite file.
#pragma once

#include <filesystem>
#include <memory>

#include "adapters/sql/database.h"
#include "base/result.h"

namespace tilbage::tenant {

// Opens the store that `init` made and brings its schema up to date. not_found: run init first.
[[nodiscard]] base::Result<std::unique_ptr<adapters::sql::Database>> open_store(const std::filesystem::path& path);
// The same, and makes it when it is not there.
[[nodiscard]] base::Result<std::unique_ptr<adapters::sql::Database>> open_or_make_store(
    const std::filesystem::path& path);

}  // namespace tilbage::tenant
