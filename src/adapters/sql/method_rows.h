// One authentication method as a row, all but its recovery codes, which stand in a table of their own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/value.h"
#include "core/methods/authentication_method.h"

namespace tilbage::adapters::sql {

// In the order in which read_method() wants them.
inline constexpr std::string_view kMethodColumns =
    "id, tenant_id, person_id, kind, name, data, created_at, used_at, by_administrator, locked, counter, expires_at";

// The values of kMethodColumns.
[[nodiscard]] std::vector<Value> method_row(const core::AuthenticationMethod& method);
// Throws on what no method_row() makes: a damaged file.
[[nodiscard]] core::AuthenticationMethod read_method(const Row& row);

}  // namespace tilbage::adapters::sql
