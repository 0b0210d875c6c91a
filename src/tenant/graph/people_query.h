// A query of people as the search takes it, and where its pages end as an opaque $skiptoken.
#pragma once

#include <optional>
#include <string>

#include "core/ports/person_search.h"
#include "wire/odata_query.h"

namespace tilbage::tenant::graph {

[[nodiscard]] wire::OdataResult<core::PersonQuery> people_query(const wire::OdataQuery& query);
[[nodiscard]] std::string skip_token_of(const core::PersonPosition& position);
[[nodiscard]] std::optional<core::PersonPosition> read_skip_token(const std::string& token);

}  // namespace tilbage::tenant::graph
