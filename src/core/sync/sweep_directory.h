// Finds what no change ever tells: objects that are gone without a word, and passwords' expiry under other rules. One
// thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/directory_context.h"
#include "core/sync/sync_report.h"

namespace tilbage::core {

class DirectorySweep {
public:
    DirectorySweep(ConnectorSpace& space, Metaverse& metaverse, UnitOfWork& work, const base::Clock& clock,
                   DirectoryContext& directory)
        : space_(space), metaverse_(metaverse), work_(work), clock_(clock), directory_(directory) {}

    // As SyncEngine::sweep.
    base::Result<ImportRun> run();

private:
    base::Result<bool> is_same_server();
    base::Result<std::vector<ObjectGuid>> vanished();
    base::Result<std::size_t> refresh_expiries();
    base::Result<void> stage(const std::vector<ObjectChange>& changes);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    UnitOfWork& work_;
    const base::Clock& clock_;
    DirectoryContext& directory_;
    ImportPosition position_;
};

// Metaverse::note with the time when all passwords' expiries were read last, in ms.
[[nodiscard]] std::string expiries_note(DirectoryNumber directory);

}  // namespace tilbage::core
