// The synchronisation engine: brings what a directory has to where it is to be, in steps that each can be repeated
// after a kill at any point. docs/architecture.md has the picture, README.md beside this file the steps.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/change_source.h"
#include "core/ports/connector_space.h"
#include "core/ports/export_target.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/explanation.h"
#include "core/sync/follower.h"
#include "core/sync/sync_report.h"
#include "core/sync/sync_rules.h"

namespace tilbage::core {

struct DirectoryContext;

// One thread calls it, and only effective_scope() may be called from others. A round is
//     import() of each directory, synchronize(), export_to();
// each may fail by itself and be tried again, with the same outcome as if it had not failed. Of several directories one
// that fails holds up no other: who is in it stays in the target as they are, and everything else goes on. Who was in a
// directory that is not among `directories` any more goes, by the guard.
class SyncEngine {
public:
    // All outlive the engine. The three stores are one database: `work` spans them.
    struct Ports {
        ConnectorSpace& space;
        Metaverse& metaverse;
        UnitOfWork& work;
        const base::Clock& clock;
    };
    SyncEngine(Ports ports, std::vector<SourcedDirectory> directories);
    ~SyncEngine();

    // Looks, and when there is something new reads and stages it: what has changed, or everything, as it must be. Calls
    // that find nothing are cheap (one ChangeSource::look). not_found: a unit or group of the rules that nobody has
    // ever found in the directory (the message names it): nothing of it is synchronised or exported until that is put
    // right. conflict: the domain is another directory's already.
    // Errors of the source: what was read is staged, the rest comes the next time.
    base::Result<ImportRun> import(DirectoryNumber directory);
    // The next import() reads everything.
    base::Result<void> demand_full(DirectoryNumber directory);
    // For who is not told of deletions, and for what an account may not see any more: compares the staged objects with
    // those that are there. import() does it by itself behind each full one; daily does for others, every few minutes
    // where ChangeSource::sees_deletions() is false. The run's `changed` counts what was gone.
    base::Result<ImportRun> sweep(DirectoryNumber directory);

    // What was imported becomes claims of anchors, joins, and things to be told. Whether anything was.
    base::Result<bool> synchronize(std::stop_token stop = {});

    // Tells the target what is due. An error: the target cannot be reached (what it took is noted), or the store fails.
    // Calls to `target` come from a thread of the engine's own, never two at once, and none after the return. In
    // staging the report says what would be done, once: nothing, when that is as it was the last time.
    base::Result<ExportRun> export_to(ExportTarget& target, const ExportRules& rules, std::stop_token stop = {});

    // Whether reconcile() is needed: the export state is new or another target's, a full import has ended, the target
    // was changed by others (its revision), or a day has passed. `target_id`: of what stands behind the target, the
    // tenant's id say; another one than the last makes the engine forget what it told.
    base::Result<bool> must_reconcile(ExportTarget& target, const std::string& target_id);
    // Compares everything that the target has with what it should have; what differs is due afterwards. Who is of one
    // of our domains and joined to nobody becomes a removal, guarded like every other. Others are never touched.
    base::Result<void> reconcile(ExportTarget& target, std::stop_token stop = {});

    // The removals that wait; empty: none.
    base::Result<std::optional<HeldRemovals>> held_removals(const RemovalThreshold& threshold);
    // The administrators' yes, for those that are held now and no others; how many. The next export_to() does it.
    base::Result<std::size_t> allow_removals();

    // By user principal name, account name, mail address, DN or anchor.
    base::Result<Explanation> explain(const std::string& text);
    // What these would mean instead of those in force, each by itself, and what the guard would say to all of them;
    // nothing is changed. Rules without a unit are those of a directory that goes. The directories must have been
    // imported.
    base::Result<std::vector<ScopePreview>> preview(const std::vector<WantedRules>& wanted,
                                                    const RemovalThreshold& threshold);

    // For targets beside the tenant (FurtherExport): who hears of what synchronize() settles, and what their planning
    // needs.
    void follow(Follower follower);
    void unfollow(const Metaverse& metaverse);
    [[nodiscard]] DirectoryContext* find_directory(DirectoryNumber directory);  // null: there is none
    [[nodiscard]] bool is_ready() const;                                        // some directory can be exported
    [[nodiscard]] base::Result<bool> may_remove();                              // and nobody has still to be judged

    // The scope of the rules with the names that its units have now. Any thread.
    [[nodiscard]] Scope effective_scope(DirectoryNumber directory) const;
    // Those of the rules whose objects have another name now than is written there. Any thread.
    [[nodiscard]] std::vector<RenamedObject> renamed(DirectoryNumber directory) const;
    base::Result<DirectoryState> state(DirectoryNumber directory);
    base::Result<MetaverseCounts> counts();
    // When something becomes due by itself (a refused one, say, or removals that wait for the day to pass or for
    // another threshold); empty: never.
    base::Result<std::optional<base::TimePoint>> next_due();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::core
