#include "connect/status_command.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include "connect/state/state_folder.h"
#include "connect/state/status_board.h"

namespace tilbage::connect {
namespace {

std::string time_text(const std::optional<base::TimePoint>& time) {
    return time
               ? fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(static_cast<std::time_t>(base::to_seconds(*time))))
               : std::string("never");
}

void print(const Status& status, bool running) {
    fmt::print("agent       {}\n", running ? "runs" : "does not run");
    fmt::print("tenant      {} ({}), agent {}\n", status.tenant, status.tenant_url, status.agent_id);
    fmt::print("connected   {}, since {}\n", running && status.connected ? "yes" : "no", time_text(status.since));
    fmt::print("directory   {}\n", status.directory_server.empty() ? "none yet" : status.directory_server);
    fmt::print("people      {} imported, last {}\n", status.imported, time_text(status.last_import_at));
    for (const auto& warning : status.warnings) fmt::print("note        {}\n", warning);
    if (!status.last_error.empty()) fmt::print("last error  {}\n", status.last_error);
}

}  // namespace

int status_command(const Config& config, bool as_json) {
    const bool running = RunLock::is_held(config.state_dir);
    const auto status = load_status(config.state_dir);
    if (!status && status.error().code != base::ErrorCode::not_found) {
        fmt::print(stderr, "tilbage-connect: {}\n", status.error().message);
    }
    const auto shown = status.value_or(Status());
    if (as_json) {
        fmt::print("{}\n", encode_status(shown, running));
    } else {
        print(shown, running);
    }
    return running && shown.connected ? 0 : 1;
}

}  // namespace tilbage::connect
