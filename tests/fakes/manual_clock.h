// A clock that stands still until it is moved. Any thread.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace tilbage::fakes {

class ManualClock final : public base::Clock {
public:
    explicit ManualClock(base::TimePoint start = base::from_seconds(1'795'372'800)) : millis_(base::to_millis(start)) {}
    [[nodiscard]] base::TimePoint now() const override { return base::from_millis(millis_); }
    void advance(base::Millis time) { millis_ += time.count(); }
    void set(base::TimePoint time) { millis_ = base::to_millis(time); }

private:
    std::atomic<std::int64_t> millis_;
};

}  // namespace tilbage::fakes
