#include "connect/run_command.h"

#include <chrono>
#include <csignal>
#include <ctime>

#include "adapters/log/log_writer.h"
#include "connect/compose.h"
#include "connect/log_events.h"
#include "connect/version.h"

namespace tilbage::connect {
namespace {

// SIGTERM, SIGINT and SIGHUP, taken by whoever waits. Blocked in every thread, so made before any other thread is.
class Signals {
public:
    Signals() {
        sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals_, signal);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    Supervisor::Signal wait_for(std::chrono::milliseconds time) const {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
        const timespec timeout{.tv_sec = static_cast<std::time_t>(seconds.count()),
                               .tv_nsec = static_cast<long>(std::chrono::nanoseconds(time - seconds).count())};
        const int signal = sigtimedwait(&signals_, nullptr, &timeout);
        if (signal <= 0) return Supervisor::Signal::none;
        return signal == SIGHUP ? Supervisor::Signal::reload : Supervisor::Signal::end;
    }

private:
    sigset_t signals_{};
};

base::Result<std::unique_ptr<RunningAgent>> start_agent(const Config& config, const std::string& generation,
                                                        Workplace& workplace, const Pause& pause) {
    adapters::log::install_log_writer(config.log_level);
    auto agent = Agent::start(config, generation, workplace, pause);
    if (agent) base::log(events::kStarted, {{"software", kSoftware}, {"tenant", config.tenant.url}});
    return agent;
}

}  // namespace

int run_command(const std::filesystem::path& config_file) {
    const Signals signals;
    const base::SystemClock clock;
    adapters::log::install_log_writer(base::LogLevel::info);
    Supervisor supervisor(
        config_file, {.examine = &Agent::examine, .start = &start_agent},
        [&](std::chrono::milliseconds time) { return signals.wait_for(time); }, clock);
    return supervisor.run();
}

}  // namespace tilbage::connect
