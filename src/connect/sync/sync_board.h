// How the synchronisation stands, for everybody who asks while the engine works: the check-in, the status, the metrics.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "connect/sync/sync_rounds.h"

namespace tilbage::connect {

struct SyncPicture {
    core::SyncReport report;
    core::MetaverseCounts counts;
    std::deque<core::SyncRun> runs;  // the last ones with news, newest first
    std::int64_t rounds = 0;         // since the start
    std::int64_t created = 0;        // by all rounds since the start, as the next three
    std::int64_t updated = 0;
    std::int64_t removed = 0;
    std::int64_t failures = 0;
    base::TimePoint at;  // of this picture
};

class SyncBoard {
public:
    static constexpr std::size_t kRunsKept = 20;

    // The loop's thread: reads what has changed from the engine.
    base::Result<void> take(const RoundResult& result, const SyncRounds& rounds, core::SyncEngine& engine,
                            const std::vector<RoundDirectory>& directories, const core::RemovalThreshold& threshold,
                            base::TimePoint now);
    // Runs of an agent that served before with the same state, newest first.
    void remember(const std::vector<core::SyncRun>& runs);
    // While a round runs.
    void set_state(core::SyncState state);
    [[nodiscard]] SyncPicture picture() const;

private:
    base::Guarded<SyncPicture> picture_;
};

}  // namespace tilbage::connect
