#include "adapters/sql/metaverse_rows.h"

#include "adapters/sql/sync_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::MetaverseEntry;
using core::SourceAnchor;

std::optional<base::TimePoint> read_time(const Row& row, std::size_t column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.time(column));
}

std::string read_text(const Row& row, std::size_t column) {
    return row.is_null(column) ? std::string() : row.text(column);
}

base::Result<MetaverseEntry> read_entry(const Row& row) {
    auto anchor = read_anchor(row, 0);
    if (!anchor) return base::fail(anchor.error());
    MetaverseEntry entry;
    entry.anchor = std::move(*anchor);
    entry.kind = static_cast<core::ObjectKind>(row.integer(1));
    if (!row.is_null(3)) {
        const auto guid = read_guid(row, 3);
        if (!guid) return base::fail(guid.error());
        entry.joined = {.directory = static_cast<int>(row.integer(2)), .guid = *guid, .own = row.integer(4) != 0};
    }
    entry.disputed = row.integer(5) != 0;
    entry.exported = {.tenant_id = read_text(row, 6),
                      .name = row.text(15),
                      .digest = std::string(base::as_text(row.bytes(12))),
                      .refusal = read_text(row, 13),
                      .attempts = static_cast<int>(row.integer(7)),
                      .next_attempt = read_time(row, 8),
                      .removal_held = row.integer(9) != 0,
                      .held_since = read_time(row, 10),
                      .removal_allowed = row.integer(11) != 0};
    return entry;
}

}  // namespace

base::Result<SourceAnchor> read_anchor(const Row& row, std::size_t column) {
    auto anchor = SourceAnchor::from_guid(row.bytes(column));
    if (!anchor) return base::fail(base::ErrorCode::corrupt, "sync.db: a source anchor is not 16 bytes long");
    return *anchor;
}

base::Result<MetaverseEntries> read_entries(const base::Result<QueryResult>& found) {
    if (!found) return base::fail(found.error());
    MetaverseEntries entries;
    entries.reserve(found->rows.size());
    for (const Row& row : found->rows) {
        auto entry = read_entry(row);
        if (!entry) return base::fail(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

base::Result<std::optional<MetaverseEntry>> read_first(const base::Result<QueryResult>& found) {
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::optional<MetaverseEntry>();
    auto entry = read_entry(found->rows.front());
    if (!entry) return base::fail(entry.error());
    return std::optional(std::move(*entry));
}

base::Result<Value> number_of_joined(Connection& connection, const std::optional<core::AnchorClaim>& joined) {
    if (!joined) return Value(Null{});
    const auto id = number_of_object(connection, joined->directory, joined->guid);
    if (!id) return base::fail(id.error());
    return Value(*id);
}

}  // namespace tilbage::adapters::sql
