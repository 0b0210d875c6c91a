// What a statement that writes says to who asked for it.
#pragma once

#include "adapters/sql/value.h"
#include "base/result.h"

namespace tilbage::adapters::sql {

[[nodiscard]] inline base::Result<void> without_rows(const base::Result<QueryResult>& result) {
    if (!result) return base::fail(result.error());
    return {};
}

// Whether there was the one row that it was to change.
[[nodiscard]] inline base::Result<bool> one_row_changed(const base::Result<QueryResult>& result) {
    if (!result) return base::fail(result.error());
    return result->affected == 1;
}

}  // namespace tilbage::adapters::sql
