// One call to the target that is under way while the next one is prepared. One thread uses it.
#pragma once

#include <future>
#include <utility>
#include <vector>

#include "core/ports/export_target.h"
#include "core/sync/plan_export.h"

namespace tilbage::core {

class BulkInFlight {
public:
    struct Answered {
        std::vector<PlannedExport> planned;
        std::vector<ExportOutcome> outcomes;
    };
    using Landed = base::Result<Answered>;

    explicit BulkInFlight(ExportTarget& target) : target_(target) {}
    BulkInFlight(const BulkInFlight&) = delete;
    BulkInFlight& operator=(const BulkInFlight&) = delete;
    ~BulkInFlight() {
        if (answer_.valid()) answer_.wait();
    }

    // None is under way.
    void start(std::vector<PlannedExport> planned) {
        planned_ = std::move(planned);
        answer_ = std::async(std::launch::async, [this] {
            std::vector<ExportChange> changes;
            changes.reserve(planned_.size());
            for (auto& each : planned_) changes.push_back(taken(each.change));
            return target_.apply(changes);
        });
    }
    // Waits for the answer, and none is under way any more; nothing, when none was.
    Landed finish() {
        if (!answer_.valid()) return Answered{};
        auto outcomes = answer_.get();
        if (!outcomes) return base::fail(outcomes.error());
        return Answered{std::move(planned_), std::move(*outcomes)};
    }

private:
    // What is noted behind the answer needs the members of groups, and of people nothing.
    static ExportChange taken(ExportChange& change) {
        return std::holds_alternative<PutPerson>(change) ? std::move(change) : change;
    }

    ExportTarget& target_;
    std::vector<PlannedExport> planned_;
    std::future<base::Result<std::vector<ExportOutcome>>> answer_;
};

}  // namespace tilbage::core
