// What the steps of one run share. Private to this folder.
#pragma once

#include <atomic>
#include <functional>
#include <string_view>

#include "connect/setup/configure_run.h"
#include "connect/setup/run_journal.h"

namespace tilbage::connect::setup {

// The details that a step that was done shows, or why it was not.
using StepResult = tl::expected<boost::json::object, StepError>;

// The run's own thread only, but for `stopping`.
struct RunContext {
    const RunWorld& world;
    const Current& current;  // as it was when the run began
    const Draft& draft;
    RunJournal journal;
    const std::atomic<bool>& stopping;

    [[nodiscard]] const std::filesystem::path& state_dir() const { return current.config.state_dir; }
    // Durable when it returns.
    [[nodiscard]] tl::expected<void, StepError> save();
};

[[nodiscard]] StepError to_step_error(const base::Error& error);
[[nodiscard]] StepError to_step_error(const CloudError& error);
[[nodiscard]] inline tl::unexpected<StepError> step_failed(std::string code, std::string message) {
    return tl::unexpected(StepError{.code = std::move(code), .message = std::move(message)});
}
// Polls until `condition`; false: the time is up. The error `interrupted` when the run is to end.
[[nodiscard]] tl::expected<bool, StepError> wait_until(const RunContext& run, std::chrono::milliseconds time,
                                                       const std::function<bool()>& condition);

// One function a step, each of which may be done again after a kill anywhere in it.
[[nodiscard]] StepResult check_machine(RunContext& run);
[[nodiscard]] StepResult register_agent(RunContext& run);
[[nodiscard]] StepResult create_keys(RunContext& run);
[[nodiscard]] StepResult write_configuration(RunContext& run);
[[nodiscard]] StepResult start_agent(RunContext& run);
[[nodiscard]] StepResult take_up_configuration(RunContext& run);
[[nodiscard]] StepResult onboard_writeback(RunContext& run);
[[nodiscard]] StepResult first_import(RunContext& run);

// Puts the registration's identity and key in force; what was there before is kept aside. Again after a kill: the rest.
[[nodiscard]] tl::expected<void, StepError> swap_identity(RunContext& run);
[[nodiscard]] bool has_previous_identity(const std::filesystem::path& state_dir);
[[nodiscard]] base::Result<void> put_previous_identity_back(const std::filesystem::path& state_dir);
void remove_identity(const std::filesystem::path& state_dir);
void discard_previous_identity(const std::filesystem::path& state_dir);

// What a killed run left: in front of the next one. A configuration that was not put in force does not leave its
// identity in force either.
[[nodiscard]] base::Result<void> clear_up(const std::filesystem::path& state_dir, const std::filesystem::path& file,
                                          const base::Clock& clock, RunJournal& journal);
// In hexadecimal; "" when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& file);
// Removes, at the tenant, the agent of this registration, and one whose answer never came.
[[nodiscard]] CloudResult<void> remove_registered(CloudClient& cloud, const AccessToken& token,
                                                  const Registration& registration);
[[nodiscard]] base::Result<void> put_previous_configuration_back(RunContext& run);
// When a run is done: files of ours that the configuration in force does not name.
void discard_leftovers(const RunContext& run);

// Undo, by step; steps that changed nothing are undone by definition.
[[nodiscard]] StepResult undo_step(RunContext& run, std::string_view step);

// The file's owner becomes that of the state folder: the account that the agent runs as.
void give_to_agent(const std::filesystem::path& file, const std::filesystem::path& state_dir);

}  // namespace tilbage::connect::setup
