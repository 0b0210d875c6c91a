// Keeps a SCIM service beside the tenant equal to the directory. What it was told stands in a metaverse of its own,
// with guards of its own; it is told, and read, on a thread of its own, so that a service that hangs holds nobody up.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/export_target.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/explanation.h"
#include "core/sync/in_background.h"
#include "core/sync/plan_export.h"
#include "core/sync/reconcile.h"
#include "core/sync/sync_engine.h"

namespace tilbage::core {

// The engine's thread; the target is called from others, never two calls at once, and none after the destructor.
class FurtherExport {
public:
    // All outlive it, and the engine does.
    struct Parts {
        ConnectorSpace& space;
        Metaverse& tenants;    // the tenant's
        Metaverse& metaverse;  // this target's
        UnitOfWork& work;
        const base::Clock& clock;
        ExportTarget& target;
        std::string target_id;                 // of the service: another one than the last is told everything anew
        bool groups = true;                    // people alone else
        std::function<void()> on_answer = {};  // any thread: step() has something to do
    };
    // The engine's next synchronize() is followed.
    FurtherExport(Parts parts, SyncEngine& engine);
    ~FurtherExport();

    struct Step {
        ExportRun run;          // what was noted since the last step
        bool compared = false;  // with what the target has
        bool is_whole = false;  // nothing is due and nothing under way
    };
    // Notes what has been answered, and unless `may_begin` is false gives the target the next that is due. Returns at
    // once. An error: the target cannot be reached, refuses altogether or asks to be left alone, or the store fails;
    // the caller waits before the next begin.
    base::Result<Step> step(const ExportRules& rules, bool may_begin);

    [[nodiscard]] bool is_under_way() const { return telling_.is_under_way() || reading_.is_under_way(); }
    base::Result<std::size_t> allow_removals();
    base::Result<MetaverseCounts> counts() { return parts_.metaverse.counts(); }
    base::Result<std::vector<MetaverseEntry>> refused(std::size_t at_most) { return parts_.metaverse.refused(at_most); }
    // What the target has of an anchor, and what would happen next.
    base::Result<ExplainedTarget> explain(const std::string& anchor);
    // The agent runs without this target: whatever is settled from now on it does not hear.
    static base::Result<void> forsake(Metaverse& metaverse);

private:
    enum class Phase { removals, managers, people, groups, none };
    using Outcomes = base::Result<std::vector<ExportOutcome>>;
    using Found = base::Result<std::vector<Reconciliation::There>>;

    base::Result<void> land(Step& step);
    base::Result<void> note(const PlannedExport& planned, const ExportOutcome& outcome, std::int64_t& unasked);
    void count(const PlannedExport& planned, const ExportOutcome& outcome, ExportRun& run) const;
    base::Result<void> compare(Step& step);
    base::Result<void> begin(const ExportRules& rules, Step& step);
    base::Result<void> catch_up();
    base::Result<void> resolve_all(Metaverse& of);
    base::Result<bool> must_compare();
    void start_reading();
    base::Result<std::vector<PlannedExport>> next_batch(const ExportRules& rules);
    base::Result<std::vector<PlannedExport>> fill(bool hold);
    base::Result<void> doubt(const PlannedExport& planned);
    base::Result<std::vector<MetaverseEntry>> page(std::size_t at_most);
    base::Result<std::optional<PlannedExport>> plan(const MetaverseEntry& entry, bool hold);
    base::Result<bool> look_at_removals(const ExportRules& rules);
    base::Result<std::string> text_of_note(const char* name);
    void begin_anew();

    Parts parts_;
    SyncEngine& engine_;
    ExportPlanner planner_;
    Joins joins_;
    bool caught_up_ = false;
    Phase phase_ = Phase::removals;
    SourceAnchor after_;
    bool moved_ = true;  // something was settled or noted since the removals were looked at
    base::TimePoint looked_at_removals_;
    ExportRules looked_with_;
    std::size_t held_ = 0;

    // What was settled or touched while it was being told.
    std::set<SourceAnchor> settled_;
    std::set<std::pair<DirectoryNumber, ObjectGuid>> touched_;
    std::vector<PlannedExport> planned_;
    InBackground<Outcomes> telling_;
    InBackground<Found> reading_;
};

}  // namespace tilbage::core
