// The time since the machine was started, as a port: it only ever goes forward, counts while the machine sleeps, and
// nobody can set it. Leases are counted with it.
#pragma once

#include <string>

#include "base/clock.h"

namespace tilbage::base {

struct BootInstant {
    std::string boot;  // another one after every start of the machine; instants of two boots say nothing of each other
    Millis time{0};    // since then
    bool operator==(const BootInstant&) const = default;
};

// Safe to use from any thread.
class BootClock {
public:
    virtual ~BootClock() = default;
    [[nodiscard]] virtual BootInstant now() const = 0;
};

// CLOCK_BOOTTIME and /proc/sys/kernel/random/boot_id.
class SystemBootClock final : public BootClock {
public:
    SystemBootClock();
    [[nodiscard]] BootInstant now() const override;

private:
    const std::string boot_;
};

}  // namespace tilbage::base
