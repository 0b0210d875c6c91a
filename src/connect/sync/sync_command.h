// tilbage-connect sync status|run|full|explain|threshold. Exit codes: 0 done, 1 it could not be done or failed (stderr
// says why), 2 removals wait for the administrators' yes.
#pragma once

#include <filesystem>
#include <string>

namespace tilbage::connect {

struct SyncCommand {
    enum class What { status, run, full, explain, threshold };
    What what = What::status;
    std::string user;    // of explain
    bool allow = false;  // of threshold
    bool as_json = false;
};

// Everything but status needs the agent to run: it does the work, and this waits for its answer.
[[nodiscard]] int sync_command(const std::filesystem::path& state_dir, const SyncCommand& command);

}  // namespace tilbage::connect
