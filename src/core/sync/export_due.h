// Tells a target what is due: removals, then people, then groups, then those again who waited for one another. One
// thread, and one of BulkInFlight's.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <stop_token>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/export_target.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/bulk_in_flight.h"
#include "core/sync/news.h"
#include "core/sync/plan_export.h"
#include "core/sync/record_export.h"
#include "core/sync/sync_report.h"
#include "core/sync/sync_rules.h"

namespace tilbage::core {

class DueExport {
public:
    struct Parts {
        ConnectorSpace& space;
        Metaverse& metaverse;
        UnitOfWork& work;
        const base::Clock& clock;
        ExportPlanner& planner;
        ExportTarget& target;
        News& news;
    };
    DueExport(Parts parts, const ExportRules& rules, bool may_remove, std::stop_token stop);

    base::Result<ExportRun> run();

private:
    using Page = std::function<base::Result<std::vector<MetaverseEntry>>(const SourceAnchor& after, std::size_t)>;
    using Plan = std::function<base::Result<std::optional<PlannedExport>>(const MetaverseEntry&)>;
    struct Refused {
        ExportRefusal what;
        MetaverseEntry entry;
    };

    base::Result<void> remove();
    base::Result<void> tell(ObjectKind kind, bool managers_only);
    base::Result<bool> are_many_new_people();
    base::Result<bool> retry_refused(std::size_t done_before);
    base::Result<void> pass(const Page& page, const Plan& plan, bool takes_news);
    base::Result<void> tell_news(BulkInFlight& bulk);
    // What one fill() plans: to be told, and settled without a word.
    struct Filled {
        std::vector<PlannedExport> batch;
        std::vector<PlannedExport> untold;
        std::size_t members = 0;
    };
    base::Result<void> add(const MetaverseEntry& entry, const Plan& plan, Filled& filled);
    base::Result<std::vector<PlannedExport>> plan_news(const std::vector<News::Person>& people);
    base::Result<std::vector<PlannedExport>> fill(const Page& page, const Plan& plan, SourceAnchor& after, bool& more);
    base::Result<void> write_without_telling(const std::vector<PlannedExport>& planned);
    base::Result<void> doubt(const MetaverseEntry& entry);
    base::Result<void> note(const BulkInFlight::Landed& landed);
    base::Result<void> record(const std::vector<PlannedExport>& planned, const std::vector<ExportOutcome>& outcomes);
    void count(const PlannedExport& planned, const ExportOutcome& outcome);
    [[nodiscard]] bool must_stop() const { return stop_.stop_requested() || report_.interrupted; }
    [[nodiscard]] std::size_t done() const { return report_.created + report_.updated + report_.removed; }

    Parts parts_;
    ExportRules rules_;
    bool may_remove_;
    std::stop_token stop_;
    base::TimePoint now_;
    Joins joins_;
    ExportRun report_;
    int bulks_since_look_ = 0;
    std::map<SourceAnchor, Refused> refused_;
    // Planned and not recorded yet; and of these, who was touched meanwhile.
    std::set<std::pair<DirectoryNumber, ObjectGuid>> pending_;
    std::set<std::pair<DirectoryNumber, ObjectGuid>> touched_;
};

}  // namespace tilbage::core
