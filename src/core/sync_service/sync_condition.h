// What is wrong with a tenant's synchronisation, by what its agents said last. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ports/sync_alert_store.h"
#include "core/ports/sync_status_store.h"

namespace tilbage::core {

// A directory server that is started anew fails for a moment, and nobody is to be woken for that.
constexpr base::Millis kFailedFor{10 * 60'000};
constexpr base::Millis kSilentFor{60 * 60'000};

struct SyncCondition {
    SyncAlert alert;
    std::optional<HeldRemovals> held;  // of removals_held
    // Of trouble:
    bool silent = false;
    base::TimePoint since;
    SyncProblem problem;
};

// For each set of domains that agents read, staging ones left aside: removals that wait, and trouble.
[[nodiscard]] std::vector<SyncCondition> sync_conditions(const std::vector<StoredSyncReport>& reports,
                                                         base::TimePoint now);
// Whether any agent reads these domains, so that what was wrong with them may be well again.
[[nodiscard]] bool is_read(const std::vector<StoredSyncReport>& reports, const std::string& domains);

}  // namespace tilbage::core
