// What the two stores of sync.db share: GUIDs as values, and the numbers that stand for them.
#pragma once

#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/statement_result.h"
#include "core/identity/ids.h"
#include "core/ports/connector_space.h"

namespace tilbage::adapters::sql {

[[nodiscard]] inline Value guid_value(const core::ObjectGuid& guid) { return blob(guid.bytes); }
// corrupt: not 16 bytes.
[[nodiscard]] base::Result<core::ObjectGuid> read_guid(const Row& row, std::size_t column);
[[nodiscard]] base::Result<std::vector<core::ObjectGuid>> read_guids(const base::Result<QueryResult>& found);

// The object's number, given one when it has none; inside a transaction.
base::Result<std::int64_t> number_of_object(Connection& connection, core::DirectoryNumber directory,
                                            const core::ObjectGuid& guid);
base::Result<std::int64_t> number_of_anchor(Connection& connection, const core::SourceAnchor& anchor);
base::Result<std::int64_t> number_of_tenant_id(Connection& connection, const std::string& tenant_id);

}  // namespace tilbage::adapters::sql
