// Rows of who was joined and what a target was told, as the tenant's store (metaverse_entries) and those of further
// targets (target_entries) select them, in this order: anchor, kind, directory, guid, joined_own, disputed, the id in
// the target, attempts, next_attempt, removal_held, held_since, removal_allowed, digest, refusal, the anchor's number,
// name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "core/ports/metaverse.h"

namespace tilbage::adapters::sql {

using MetaverseEntries = std::vector<core::MetaverseEntry>;

[[nodiscard]] base::Result<core::SourceAnchor> read_anchor(const Row& row, std::size_t column);
[[nodiscard]] base::Result<MetaverseEntries> read_entries(const base::Result<QueryResult>& found);
[[nodiscard]] base::Result<std::optional<core::MetaverseEntry>> read_first(const base::Result<QueryResult>& found);

[[nodiscard]] inline Value text_or_null(const std::string& text) { return text.empty() ? Value(Null{}) : Value(text); }
// 0, before all others, of none.
[[nodiscard]] inline Value place_of(const core::SourceAnchor& anchor) {
    return anchor.str().empty() ? base::Bytes() : anchor.guid();
}
[[nodiscard]] base::Result<Value> number_of_joined(Connection& connection,
                                                   const std::optional<core::AnchorClaim>& joined);

}  // namespace tilbage::adapters::sql
