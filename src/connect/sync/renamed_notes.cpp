#include "connect/sync/renamed_notes.h"

#include <algorithm>

#include "base/log.h"
#include "connect/log_events.h"

namespace tilbage::connect {

void RenamedNotes::tell(std::vector<core::RenamedObject> renamed) {
    if (renamed == told_) return;
    std::vector<std::string> notes;
    for (const auto& one : renamed) {
        notes.push_back(one.written + " is now " + one.now);
        if (std::ranges::find(told_, one) == told_.end())
            base::log(events::kScopeRenamed, {{"written", one.written}, {"now", one.now}});
    }
    told_ = std::move(renamed);
    status_.update([&](Status& status) { status.renamed = std::move(notes); });
}

}  // namespace tilbage::connect
