#include "connect/wizard/wizard_command.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>

#include "adapters/ldap/setup/ldap_directory_setup.h"
#include "adapters/log/log_writer.h"
#include "connect/state/state_folder.h"
#include "connect/wizard/neighbour.h"
#include "connect/wizard/open_browser.h"
#include "connect/wizard/wizard.h"
#include "crypto/system_random.h"

namespace tilbage::connect::wizard {
namespace {

constexpr std::string_view kInstalledPages = "/usr/share/tilbage/web";
constexpr timespec kBetweenLooks{.tv_sec = 0, .tv_nsec = 200'000'000};

// Blocked in every thread, so made before any other thread is; taken by the loop.
class EndSignals {
public:
    EndSignals() {
        sigemptyset(&signals_);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals_, signal);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    // True when one came within a moment.
    [[nodiscard]] bool wait() const { return sigtimedwait(&signals_, nullptr, &kBetweenLooks) > 0; }

private:
    sigset_t signals_{};
};

int fail(const std::string& message) {
    fmt::print(stderr, "tilbage-connect: {}\n", message);
    return 1;
}

std::filesystem::path page_folder(const WizardCommand& command) {
    if (!command.web_root.empty()) return command.web_root;
    const char* from_environment = std::getenv("TILBAGE_WEB");
    const bool named = from_environment != nullptr && *from_environment != '\0';
    return std::filesystem::path(named ? std::string_view(from_environment) : kInstalledPages) / "wizard";
}

// "http://127.0.0.1:4711/?code=…" → "4711"
std::string port_of(const std::string& address) {
    const auto begin = address.rfind(':') + 1;
    return address.substr(begin, address.find('/', begin) - begin);
}

void print_address(const std::string& address) {
    const auto port = port_of(address);
    fmt::print("{}\n", address);
    fmt::print("From another machine: ssh -L {0}:127.0.0.1:{0} {1}, then open the same address there.\n", port,
               setup::host_name());
    std::fflush(stdout);
}

}  // namespace

int wizard_command(const WizardCommand& command) {
    const EndSignals signals;
    adapters::log::install_log_writer(base::LogLevel::warning);
    const auto current = setup::load_current(command.config_file, command.state_dir);
    if (!current) return fail(current.error().message);
    const auto& state_dir = current->config.state_dir;
    if (auto prepared = prepare_state_dir(state_dir); !prepared) return fail(prepared.error().message);
    auto neighbour = Neighbour::take(state_dir);
    if (!neighbour && neighbour.error().code == base::ErrorCode::conflict) {
        const auto address = ask_neighbour(state_dir);
        if (!address) return fail(address.error().message);
        print_address(*address);
        return 0;
    }
    if (!neighbour) return fail(neighbour.error().message);

    const base::SystemClock clock;
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup directories(random);
    setup::SystemdAgentService service;
    auto wizard = Wizard::start({.clock = clock,
                                 .random = random,
                                 .directories = directories,
                                 .service = service,
                                 .config_file = current->file,
                                 .state_dir_if_new = command.state_dir,
                                 .run_times = {}},
                                {.port = command.port, .page_folder = page_folder(command)});
    if (!wizard) return fail(wizard.error().message);
    (*neighbour)->answer([&] { return (*wizard)->new_address(); });
    print_address((*wizard)->new_address());
    if (command.opens_browser) open_browser(state_dir, (*wizard)->new_address());
    while (!signals.wait() && !(*wizard)->is_over()) {
    }
    neighbour->reset();
    forget_browser_page(state_dir);
    return 0;
}

}  // namespace tilbage::connect::wizard
