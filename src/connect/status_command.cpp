#include "connect/status_command.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include "connect/config.h"
#include "connect/state/state_folder.h"
#include "connect/state/status_board.h"

namespace tilbage::connect {
namespace {

std::string time_text(const std::optional<base::TimePoint>& time) {
    return time
               ? fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(static_cast<std::time_t>(base::to_seconds(*time))))
               : std::string("never");
}

std::string activity(const Status& status, bool running) {
    if (!running) return "does not run";
    return status.waiting_for.empty() ? "runs" : "waits for " + status.waiting_for;
}

std::string_view writeback(const Status& status) {
    if (!status.writeback) return "off";
    return status.staging ? "on, but staging: nothing is written" : "on";
}

void print(const Status& status, bool running) {
    fmt::print("agent       {}\n", activity(status, running));
    fmt::print("tenant      {} ({}), agent {}\n", status.tenant, status.tenant_url, status.agent_id);
    fmt::print("connected   {}, since {}\n", running && status.connected ? "yes" : "no", time_text(status.since));
    if (status.directories.size() < 2)
        fmt::print("directory   {}\n", status.directory_server.empty() ? "none yet" : status.directory_server);
    for (const auto& directory : status.directories) {
        if (status.directories.size() < 2) break;
        fmt::print("{:<11} {}{}\n", directory.section, directory.domain.empty() ? "none yet" : directory.domain,
                   directory.server.empty() ? "" : " at " + directory.server);
        if (!directory.problem.empty()) fmt::print("            {}\n", directory.problem);
    }
    fmt::print("people      {} imported, last {}\n", status.imported, time_text(status.last_import_at));
    fmt::print("writeback   {}\n", writeback(status));
    if (!status.config_sha256.empty()) fmt::print("configured  {}\n", status.config_sha256);
    if (!status.configuration_problem.empty()) {
        fmt::print("not taken   {}\n", status.configuration_problem);
    }
    for (const auto& renamed : status.renamed) fmt::print("renamed     {}\n", renamed);
    for (const auto& warning : status.warnings) fmt::print("note        {}\n", warning);
    if (!status.last_error.empty()) fmt::print("last error  {}\n", status.last_error);
}

}  // namespace

int status_command(const std::filesystem::path& config_file, bool as_json) {
    const auto state_dir = state_dir_of(config_file);
    if (!state_dir) {
        const Status nothing{.waiting_for = "configuration"};
        if (as_json) {
            fmt::print("{}\n", encode_status(nothing, false));
        } else {
            fmt::print("agent       has no configuration yet ({})\n", config_file.string());
        }
        return 1;
    }
    const bool running = RunLock::is_held(*state_dir);
    const auto status = load_status(*state_dir);
    const bool never_ran = !status && status.error().code == base::ErrorCode::not_found;
    if (!status && !never_ran) {
        fmt::print(stderr, "tilbage-connect: {}\n", status.error().message);
    }
    const auto shown = status.value_or(Status());
    if (as_json) {
        fmt::print("{}\n", encode_status(shown, running));
    } else if (never_ran && !running) {
        fmt::print("agent       has not run yet; start it: tilbage-connect run\n");
    } else {
        print(shown, running);
    }
    return running && shown.connected ? 0 : 1;
}

}  // namespace tilbage::connect
