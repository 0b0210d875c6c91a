// `setup.json` in the state folder: how far configuring got, so that a run that was killed is found by the next one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "connect/setup/run_view.h"
#include "connect/state/identity.h"

namespace tilbage::connect::setup {

// The agent at the tenant that a run made or is about to make. Its key lies in setup-signing-key.pem until the identity
// is in force.
struct Registration {
    enum class Phase { none, asking, answered };
    Phase phase = Phase::none;
    std::string tenant_url;
    std::string display_name;
    std::string host;
    base::TimePoint asked_at{};
    std::optional<Identity> identity;  // when answered
};

struct RunJournal {
    int number = 0;
    RunState state = RunState::done;
    std::vector<Step> steps;
    Registration registration;
    bool identity_in_force = false;  // the registration's identity stands in identity.json
    bool made_keys = false;
    bool had_configuration = false;  // setup-previous.toml is what connect.toml was
    std::string next_sha256;         // of the connect.toml that is to be; empty: not there yet
    base::TimePoint committed_at{};  // when it was put there; the epoch: not yet
    bool started_agent = false;

    [[nodiscard]] bool committed() const { return committed_at != base::TimePoint(); }
    [[nodiscard]] bool is_unfinished() const { return state == RunState::running || state == RunState::failed; }
};

// not_found: nothing was ever configured here by a run.
[[nodiscard]] base::Result<RunJournal> load_journal(const std::filesystem::path& state_dir);
[[nodiscard]] base::Result<void> save_journal(const std::filesystem::path& state_dir, const RunJournal& journal);

// The last run of this state folder, for a program that starts anew: what was under way when its program was killed is
// `failed`, with the error `interrupted`. Nothing: there was none.
[[nodiscard]] std::optional<RunView> last_run(const std::filesystem::path& state_dir);

}  // namespace tilbage::connect::setup
