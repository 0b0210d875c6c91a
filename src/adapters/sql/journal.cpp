#include "adapters/sql/journal.h"

#include "adapters/sql/statement_result.h"
#include "wire/relay_outcome.h"

namespace tilbage::adapters::sql {
namespace {

using core::JournalEntry;

base::Result<JournalEntry> read_entry(const Row& row) {
    const auto anchor = core::SourceAnchor::parse(row.text(2));
    const auto kind = core::parse_kind(row.text(3));
    if (!anchor || !kind) return base::fail(base::ErrorCode::corrupt, "a row of the journal cannot be read");
    JournalEntry entry{.binding = {.request_id = core::RequestId(row.text(0)),
                                   .tenant_id = core::TenantId(row.text(1)),
                                   .source_anchor = *anchor,
                                   .kind = *kind,
                                   .issued_at = row.integer(4),
                                   .expires_at = row.integer(5)},
                       .pwd_last_set_before = row.integer(6),
                       .outcome = {}};
    if (row.is_null(7)) return entry;
    auto outcome = wire::decode_outcome(row.text(7));
    if (!outcome) return base::fail(base::ErrorCode::corrupt, "an outcome in the journal cannot be read");
    entry.outcome = std::move(*outcome);
    return entry;
}

std::vector<Value> binding_values(const core::Binding& binding) {
    return {binding.request_id.str(),    binding.tenant_id.str(),
            binding.source_anchor.str(), std::string(core::to_string(binding.kind)),
            binding.issued_at,           binding.expires_at};
}

}  // namespace

base::Result<std::optional<JournalEntry>> SqlJournal::find(const core::RequestId& id) {
    const auto found = database_.read(
        "SELECT request_id, tenant_id, source_anchor, kind, issued_at, expires_at, pwd_last_set_before, outcome "
        "FROM journal WHERE request_id = $1",
        {id.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::optional<JournalEntry>();
    auto entry = read_entry(found->rows.front());
    if (!entry) return base::fail(entry.error());
    return std::optional(std::move(*entry));
}

base::Result<void> SqlJournal::begin(const core::Binding& binding, std::int64_t pwd_last_set_before) {
    auto values = binding_values(binding);
    values.emplace_back(pwd_last_set_before);
    return without_rows(
        database_.write("INSERT INTO journal (request_id, tenant_id, source_anchor, kind, issued_at, expires_at, "
                        "pwd_last_set_before, outcome, "
                        "acknowledged) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, 0)",
                        values));
}

base::Result<void> SqlJournal::finish(const core::Binding& binding, const core::Outcome& outcome) {
    auto values = binding_values(binding);
    values.emplace_back(wire::encode_outcome(outcome));
    return without_rows(
        database_.write("INSERT INTO journal (request_id, tenant_id, source_anchor, kind, issued_at, expires_at, "
                        "pwd_last_set_before, outcome, "
                        "acknowledged) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 0) "
                        "ON CONFLICT (request_id) DO UPDATE SET outcome = $7, acknowledged = 0 "
                        "WHERE outcome IS NULL OR json_extract(outcome, '$.reason') = 'outcome_unknown'",
                        values));
}

base::Result<void> SqlJournal::acknowledged(const core::RequestId& id) {
    return without_rows(database_.write(
        "UPDATE journal SET acknowledged = 1 WHERE request_id = $1 AND outcome IS NOT NULL", {id.str()}));
}

base::Result<std::vector<JournalEntry>> SqlJournal::unacknowledged() {
    const auto found = database_.read(
        "SELECT request_id, tenant_id, source_anchor, kind, issued_at, expires_at, pwd_last_set_before, outcome "
        "FROM journal "
        "WHERE acknowledged = 0 AND outcome IS NOT NULL ORDER BY issued_at, request_id");
    if (!found) return base::fail(found.error());
    std::vector<JournalEntry> entries;
    for (const auto& row : found->rows) {
        auto entry = read_entry(row);
        if (!entry) return base::fail(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

base::Result<void> SqlJournal::purge(base::TimePoint issued_before) {
    constexpr std::chrono::hours kNobodyAsks{7 * 24};
    // What was begun and never ended is as good as acknowledged by then: its seal is long gone.
    return without_rows(database_.write(
        "DELETE FROM journal WHERE issued_at < $1 AND (acknowledged = 1 OR outcome IS NULL OR issued_at < $2)",
        {base::to_seconds(issued_before), base::to_seconds(issued_before - kNobodyAsks)}));
}

}  // namespace tilbage::adapters::sql
