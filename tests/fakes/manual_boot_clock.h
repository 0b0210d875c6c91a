// A machine whose time since its start is moved by hand, and that can be started anew. One thread.
#pragma once

#include "base/boot_clock.h"

namespace tilbage::fakes {

class ManualBootClock final : public base::BootClock {
public:
    [[nodiscard]] base::BootInstant now() const override { return now_; }
    void advance(base::Millis time) { now_.time += time; }
    void start_anew(const std::string& boot, base::Millis since = base::Millis{5'000}) { now_ = {boot, since}; }

private:
    base::BootInstant now_{"boot-1", base::Millis{1'000'000}};
};

}  // namespace tilbage::fakes
