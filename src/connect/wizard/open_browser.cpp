#include "connect/wizard/open_browser.h"

#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "connect/state/atomic_file.h"

namespace tilbage::connect::wizard {
namespace {

std::filesystem::path page_file(const std::filesystem::path& state_dir) { return state_dir / "wizard-open.html"; }

bool has_screen() {
    return ::geteuid() != 0 && (std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr);
}

}  // namespace

void open_browser(const std::filesystem::path& state_dir, const std::string& address) {
    if (!has_screen()) return;
    const auto file = page_file(state_dir);
    const auto page =
        "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url=" + address +
        "\"><title>Tilbage</title>\n";
    if (!write_file(file, page, Sync::no)) return;
    posix_spawn_file_actions_t quiet{};
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string program = "xdg-open";
    std::string argument = file.string();
    char* arguments[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    if (::posix_spawnp(&child, program.c_str(), &quiet, nullptr, arguments, environ) == 0)
        ::waitpid(child, nullptr, 0);  // it hands over to the browser and ends
    posix_spawn_file_actions_destroy(&quiet);
}

void forget_browser_page(const std::filesystem::path& state_dir) {
    std::error_code ignored;
    std::filesystem::remove(page_file(state_dir), ignored);
}

}  // namespace tilbage::connect::wizard
