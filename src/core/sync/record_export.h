// Notes in the metaverse what the target answered. One thread, within a unit of work of the caller's.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/export_target.h"
#include "core/sync/join.h"
#include "core/sync/plan_export.h"

namespace tilbage::core {

class ExportRecord {
public:
    ExportRecord(Metaverse& metaverse, Joins& joins, base::TimePoint now)
        : metaverse_(metaverse), joins_(joins), now_(now) {}

    // `touched`: something that it refers to has changed since it was planned, so that it stays due.
    base::Result<void> note(const PlannedExport& planned, const ExportOutcome& outcome, bool touched);
    // There is nothing to tell: what the target knows is right.
    base::Result<void> settle(const MetaverseEntry& entry);
    base::Result<void> refuse(const PlannedExport& planned, const std::string& message);

private:
    base::Result<void> note_done(const PlannedExport& planned, const ExportOutcome& outcome, bool touched);
    base::Result<void> note_members(const PlannedExport& planned);
    base::Result<void> note_removed(const PlannedExport& planned);
    base::Result<void> note_gone(const PlannedExport& planned);
    base::Result<void> give_up_id_elsewhere(const std::string& tenant_id, const SourceAnchor& but);

    Metaverse& metaverse_;
    Joins& joins_;
    base::TimePoint now_;
};

// 1 min, 2 min, … 1 h.
[[nodiscard]] base::Millis retry_after(int attempts);

}  // namespace tilbage::core
