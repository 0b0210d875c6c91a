#include "connect/setup/agent_service.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "connect/state/state_folder.h"

namespace tilbage::connect::setup {
namespace {

constexpr std::string_view kUnit = "tilbage-connect";

// systemctl's exit code; -1: it cannot be run. Its words are not shown.
int systemctl(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"systemctl"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    if (::posix_spawn_file_actions_init(&actions) != 0) return -1;
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
    pid_t child = 0;
    const int spawned = ::posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (spawned != 0) return -1;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// sd_booted(3)
bool systemd_runs_here() {
    std::error_code ignored;
    return std::filesystem::is_directory("/run/systemd/system", ignored);
}

}  // namespace

bool SystemdAgentService::is_running(const std::filesystem::path& state_dir) { return RunLock::is_held(state_dir); }

base::Result<void> SystemdAgentService::start(const std::filesystem::path& config_file) {
    if (systemd_runs_here() && systemctl({"cat", std::string(kUnit)}) == 0) {
        if (systemctl({"enable", "--now", std::string(kUnit)}) == 0) return {};
        return base::fail(base::ErrorCode::unavailable,
                          fmt::format("systemctl enable --now {0} failed. See systemctl status {0}; mend that, then "
                                      "try again.",
                                      kUnit));
    }
    return base::fail(base::ErrorCode::unavailable,
                      fmt::format("the agent does not run, and nothing here starts it. Start it, then try again: "
                                  "tilbage-connect run --config {}",
                                  config_file.string()));
}

base::Result<void> SystemdAgentService::stop() {
    if (systemctl({"disable", "--now", std::string(kUnit)}) == 0) return {};
    return base::fail(base::ErrorCode::unavailable, fmt::format("systemctl disable --now {} failed", kUnit));
}

}  // namespace tilbage::connect::setup
