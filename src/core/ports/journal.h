// The agent's memory of what it was asked and what came of it, so that a request is done once as far as anyone can
// tell. Implemented by adapters/sql. Any thread. What a call wrote survives a kill of the process once the call has
// returned.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "core/writeback/outcome.h"
#include "core/writeback/request.h"

namespace tilbage::core {

struct JournalEntry {
    Binding binding;
    std::int64_t pwd_last_set_before = 0;  // the person's, read just before the write
    std::optional<Outcome> outcome;        // empty: begun, and nobody knows yet
};

class Journal {
public:
    virtual ~Journal() = default;
    virtual base::Result<std::optional<JournalEntry>> find(const RequestId& id) = 0;
    // Before a write. conflict: the id is there already.
    virtual base::Result<void> begin(const Binding& binding, std::int64_t pwd_last_set_before) = 0;
    // After it; or for a request refused before any write, without begin(). The first outcome that is known stands:
    // only outcome_unknown may be replaced.
    virtual base::Result<void> finish(const Binding& binding, const Outcome& outcome) = 0;
    virtual base::Result<void> acknowledged(const RequestId& id) = 0;
    // Outcomes that the tenant has not acknowledged, oldest first.
    virtual base::Result<std::vector<JournalEntry>> unacknowledged() = 0;
    // Drops acknowledged entries from before `issued_before`, and those that a tenant has not acknowledged a week later
    // either.
    virtual base::Result<void> purge(base::TimePoint issued_before) = 0;
};

}  // namespace tilbage::core
