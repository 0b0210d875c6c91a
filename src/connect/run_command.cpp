#include "connect/run_command.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <fmt/core.h>

#include "adapters/log/log_writer.h"
#include "connect/compose.h"
#include "connect/log_events.h"
#include "connect/version.h"

namespace tilbage::connect {
namespace {

constexpr std::chrono::minutes kHousekeeping{1};

// SIGTERM and SIGINT, taken by whoever waits. Blocked in every thread, so made before any other thread is.
class EndSignals {
public:
    EndSignals() {
        sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT}) sigaddset(&signals_, signal);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    // True when one came.
    bool wait_for(std::chrono::milliseconds time) const {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
        const timespec timeout{.tv_sec = static_cast<std::time_t>(seconds.count()),
                               .tv_nsec = static_cast<long>(std::chrono::nanoseconds(time - seconds).count())};
        return sigtimedwait(&signals_, nullptr, &timeout) > 0;
    }

private:
    sigset_t signals_{};
};

}  // namespace

int run_command(const Config& config) {
    const EndSignals signals;
    adapters::log::install_log_writer(config.log_level);
    bool told_to_end = false;
    auto agent = Agent::start(config, [&](std::chrono::milliseconds time) {
        told_to_end = signals.wait_for(time);
        return !told_to_end;
    });
    if (!agent) {
        base::log(events::kNotReady, {{"message", agent.error().message}});
        return told_to_end ? 0 : 1;
    }
    base::log(events::kStarted, {{"software", kSoftware}, {"tenant", config.tenant.url}});
    while (!signals.wait_for(kHousekeeping)) (*agent)->housekeeping();
    base::log(events::kStopping);
    agent->reset();
    return 0;
}

}  // namespace tilbage::connect
