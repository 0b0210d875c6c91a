// The steps that the running agent takes part in: it watches connect.toml by itself and tells in its status what it has
// in force.
#include <fmt/core.h>

#include "connect/setup/run_context.h"

namespace tilbage::connect::setup {
namespace {

bool is_running(const RunContext& run) { return run.world.service.is_running(run.state_dir()); }

std::optional<Status> status_of(const RunContext& run) {
    if (!is_running(run)) return std::nullopt;
    auto status = load_status(run.state_dir());
    return status ? std::optional(std::move(*status)) : std::nullopt;
}

// What the agent said last, to tell when a wait was in vain.
std::string last_words(const RunContext& run) {
    const auto status = status_of(run);
    if (!status) return "The agent does not run; see journalctl -u tilbage-connect.";
    if (!status->last_error.empty()) return fmt::format("The agent says: {}.", status->last_error);
    return "See journalctl -u tilbage-connect.";
}

StepResult wait_for(const RunContext& run, std::chrono::milliseconds time, std::string_view what,
                    const std::function<bool()>& condition) {
    const auto met = wait_until(run, time, condition);
    if (!met) return tl::unexpected(met.error());
    if (*met) return boost::json::object{};
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    return step_failed(is_running(run) ? "timed_out" : "agent_not_ready",
                       fmt::format("{} within {} s. {} Mend that, then try again.", what, seconds, last_words(run)));
}

}  // namespace

StepResult start_agent(RunContext& run) {
    // One that knew no folder until now is running already, and only shows now.
    const auto appeared = wait_until(run, run.world.times.appear, [&] { return is_running(run); });
    if (!appeared) return tl::unexpected(appeared.error());
    if (*appeared) return boost::json::object{};
    run.journal.started_agent = true;
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    if (const auto started = run.world.service.start(run.current.file); !started) {
        run.journal.started_agent = false;
        return step_failed("cannot_start_agent", started.error().message);
    }
    return wait_for(run, run.world.times.start, "the agent did not start", [&] { return is_running(run); });
}

StepResult take_up_configuration(RunContext& run) {
    const auto wanted = sha256_of_file(run.current.file);
    std::string problem;
    auto taken = wait_for(run, run.world.times.take_up, "the agent did not take up the new configuration", [&] {
        const auto status = status_of(run);
        problem = status ? status->configuration_problem : std::string();
        return status && status->config_sha256 == wanted;
    });
    if (!taken && !problem.empty()) {
        return step_failed("agent_not_ready",
                           fmt::format("the agent goes on with the configuration it had: {}. Mend that, then try "
                                       "again.",
                                       problem));
    }
    return taken;
}

StepResult onboard_writeback(RunContext& run) {
    const auto wanted = sha256_of_file(run.current.file);
    return wait_for(run, run.world.times.connect, "the agent did not connect to the tenant with password writeback",
                    [&] {
                        const auto status = status_of(run);
                        return status && status->connected && status->writeback && status->config_sha256 == wanted;
                    });
}

StepResult first_import(RunContext& run) {
    const auto wanted = sha256_of_file(run.current.file);
    std::int64_t people = 0;
    auto done = wait_for(run, run.world.times.import, "the first import did not end", [&] {
        const auto status = status_of(run);
        if (!status || !status->last_import_at || status->imported_with != wanted) return false;
        people = status->imported;
        return true;
    });
    if (!done) return done;
    return boost::json::object{{"people", people}};
}

}  // namespace tilbage::connect::setup
