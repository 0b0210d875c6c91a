// Many removals at once are a mistake more often than not: above a threshold, counted over 24 hours, all of them are
// held until the administrators say yes. One thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/removal_threshold.h"

namespace tilbage::core {

class DeletionGuard {
public:
    DeletionGuard(Metaverse& metaverse, UnitOfWork& work, base::TimePoint now)
        : metaverse_(metaverse), work_(work), now_(now) {}

    struct Finding {
        bool hold = false;
        std::int64_t limit = 0;  // of removals within 24 hours
        MetaverseCounts counts;
    };
    // `more`: as if so many people and groups waited as well.
    base::Result<Finding> look(const RemovalThreshold& threshold, std::int64_t more = 0);
    // Marks those that wait as held, or, with `hold` false, as not held.
    base::Result<void> mark(bool hold);
    // Those that are held now may go; how many.
    base::Result<std::size_t> allow();

private:
    base::Result<std::size_t> change_each(const std::function<bool(ExportState&)>& change);

    Metaverse& metaverse_;
    UnitOfWork& work_;
    base::TimePoint now_;
};

}  // namespace tilbage::core
