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
    using Answer = base::Result<std::vector<ExportOutcome>>;

    explicit BulkInFlight(ExportTarget& target) : target_(target) {}
    BulkInFlight(const BulkInFlight&) = delete;
    BulkInFlight& operator=(const BulkInFlight&) = delete;
    ~BulkInFlight() {
        if (answer_.valid()) answer_.wait();
    }

    [[nodiscard]] bool is_under_way() const { return answer_.valid(); }
    [[nodiscard]] const std::vector<PlannedExport>& planned() const { return planned_; }
    // None is under way.
    void start(std::vector<PlannedExport> planned) {
        planned_ = std::move(planned);
        answer_ = std::async(std::launch::async, [this] {
            std::vector<ExportChange> changes;
            changes.reserve(planned_.size());
            for (const auto& each : planned_) changes.push_back(each.change);
            return target_.apply(changes);
        });
    }
    // One is under way; waits for its answer.
    Answer finish() { return answer_.get(); }

private:
    ExportTarget& target_;
    std::vector<PlannedExport> planned_;
    std::future<Answer> answer_;
};

}  // namespace tilbage::core
