// The audit's chain: each record's hash covers the record, its number and the hash before it, so that nobody can
// change, drop or slip in a record without every later hash telling.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/ports/audit_log.h"

namespace tilbage::core {

// The hash "before" a tenant's first record.
[[nodiscard]] std::string_view first_link();

// Lower-case hexadecimal SHA-256 over `previous_hash`, the sequence and every member, each with its length in front, so
// that no two records have the same bytes.
[[nodiscard]] std::string chain_hash(std::string_view previous_hash, std::int64_t sequence, const AuditRecord& record);

// The first sequence that does not follow from what stands before it; empty when the run is sound. `previous` is the
// record before the run, or null when it starts at the first.
[[nodiscard]] std::optional<std::int64_t> first_broken(std::span<const StoredAuditRecord> run,
                                                       const StoredAuditRecord* previous = nullptr);

}  // namespace tilbage::core
