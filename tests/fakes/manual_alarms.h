// Alarms that ring when the clock they look at has been moved and run_due() is called. One thread.
#pragma once

#include <map>
#include <utility>

#include "core/ports/alarms.h"
#include "fakes/manual_clock.h"

namespace tilbage::fakes {

class ManualAlarms final : public core::Alarms {
public:
    explicit ManualAlarms(ManualClock& clock) : clock_(clock) {}

    Id after(base::Millis delay, std::function<void()> call) override {
        pending_.emplace(++last_, Pending{clock_.now() + delay, std::move(call)});
        return last_;
    }
    void cancel(Id id) override { pending_.erase(id); }

    // Moves the clock on, ringing on the way what is due, in its order.
    void pass(base::Millis time) {
        const auto end = clock_.now() + time;
        for (;;) {
            auto next = pending_.end();
            for (auto it = pending_.begin(); it != pending_.end(); ++it) {
                if (it->second.due <= end && (next == pending_.end() || it->second.due < next->second.due)) next = it;
            }
            if (next == pending_.end()) break;
            if (next->second.due > clock_.now()) clock_.set(next->second.due);
            const auto call = std::move(next->second.call);
            pending_.erase(next);
            call();
        }
        clock_.set(end);
    }
    [[nodiscard]] std::size_t pending() const { return pending_.size(); }

private:
    struct Pending {
        base::TimePoint due;
        std::function<void()> call;
    };
    ManualClock& clock_;
    Id last_ = 0;
    std::map<Id, Pending> pending_;
};

}  // namespace tilbage::fakes
