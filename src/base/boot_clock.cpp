#include "base/boot_clock.h"

#include <ctime>
#include <fstream>

namespace tilbage::base {
namespace {

std::string read_boot_id() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return id;
}

}  // namespace

SystemBootClock::SystemBootClock() : boot_(read_boot_id()) {}

BootInstant SystemBootClock::now() const {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return {boot_, std::chrono::duration_cast<Millis>(std::chrono::seconds(time.tv_sec) +
                                                      std::chrono::nanoseconds(time.tv_nsec))};
}

}  // namespace tilbage::base
