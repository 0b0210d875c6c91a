// A target that only who holds the lease writes to: it is asked before every bulk. What the target throws is an error.
#pragma once

#include <exception>
#include <functional>

#include "core/ports/export_target.h"

namespace tilbage::connect {

class LeasedTarget final : public core::ExportTarget {
public:
    LeasedTarget(core::ExportTarget& target, std::function<bool()> holds_lease)
        : target_(target), holds_lease_(std::move(holds_lease)) {}

    base::Result<std::vector<core::ExportOutcome>> apply(const std::vector<core::ExportChange>& changes) override {
        try {
            if (!holds_lease_())
                return base::fail(base::ErrorCode::unavailable, "another agent has taken the synchronisation over");
            return target_.apply(changes);
        } catch (const std::exception& error) {  // the engine's own thread calls this, and must live
            return base::fail(base::ErrorCode::internal, error.what());
        }
    }
    [[nodiscard]] std::size_t max_batch() const override { return target_.max_batch(); }
    base::Result<void> each_person(const std::function<base::Result<void>(core::TargetPerson)>& visit) override {
        return target_.each_person(visit);
    }
    base::Result<void> each_group(const std::function<base::Result<void>(core::TargetGroup)>& visit) override {
        return target_.each_group(visit);
    }
    base::Result<std::string> revision() override { return target_.revision(); }

private:
    core::ExportTarget& target_;
    const std::function<bool()> holds_lease_;
};

}  // namespace tilbage::connect
