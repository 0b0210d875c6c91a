// One reading of one directory into the connector space: what has changed, or everything. One thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/directory_context.h"
#include "core/sync/follower.h"
#include "core/sync/password_expiries.h"
#include "core/sync/stage.h"
#include "core/sync/sync_report.h"
#include "core/sync/witnesses.h"

namespace tilbage::core {

class DirectoryImport {
public:
    DirectoryImport(ConnectorSpace& space, Metaverse& metaverse, UnitOfWork& work, const base::Clock& clock,
                    DirectoryContext& directory, const std::vector<Follower>& followers)
        : space_(space),
          metaverse_(metaverse),
          work_(work),
          clock_(clock),
          directory_(directory),
          followers_(followers) {}

    // As SyncEngine::import.
    base::Result<ImportRun> run();
    // For a moment between other work: what has changed, when that is all that has to be read. Else nothing is done,
    // and run() has it before it.
    base::Result<ImportRun> run_between();

private:
    base::Result<ImportRun> read();
    base::Result<void> learn_domain(const SourceServer& server);
    base::Result<void> bind();
    base::Result<void> take_up_rules();
    [[nodiscard]] std::string why_full(const SourceServer& server) const;
    base::Result<ImportRun> read_everything(const SourceServer& server, std::string why);
    base::Result<ImportRun> read_delta(const SourceServer& server);
    base::Result<bool> was_put_back(const SourceServer& server, ImportRun& run);
    Witnesses witnesses();
    base::Result<void> begin_full(const SourceServer& server);
    base::Result<void> stage_full(ChangeBatch batch, const PasswordExpiries& expiries, ImportRun& run);
    base::Result<void> stage_whole(const std::vector<ObjectChange>& changes, ImportRun& run);
    base::Result<void> stage_delta(ChangeBatch batch, const SourceServer& server, ImportRun& run);
    base::Result<void> remove_unseen(ImportRun& run);
    base::Result<void> complete(ChangeBatch& batch);
    base::Result<void> add_expiries(std::vector<ObjectChange*> people);
    base::Result<void> finish_full(const SourceServer& server, std::string cookie);
    void took(const Stage& stage, ImportRun& run);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    UnitOfWork& work_;
    const base::Clock& clock_;
    DirectoryContext& directory_;
    const std::vector<Follower>& followers_;
    ImportPosition position_;
    bool judges_early_ = false;
    std::optional<PasswordExpiryMap> expiries_;  // everybody's, once this reading had to ask for them
};

// Metaverse::note that says what reconcile() is needed for; empty: it is not.
inline constexpr const char* kReconcileNote = "reconcile";

}  // namespace tilbage::core
