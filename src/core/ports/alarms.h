// Calls a function later: deadlines and grace periods. Any thread.
#pragma once

#include <cstdint>
#include <functional>

#include "base/clock.h"

namespace tilbage::core {

class Alarms {
public:
    using Id = std::uint64_t;  // 0 names none

    virtual ~Alarms() = default;
    // `call` runs once, on a thread that may use the stores, unless it is cancelled first.
    virtual Id after(base::Millis delay, std::function<void()> call) = 0;
    // A call that has begun is not waited for.
    virtual void cancel(Id id) = 0;
};

}  // namespace tilbage::core
