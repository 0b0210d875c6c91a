// One configuration run in a process of its own, which kills itself after its n-th write of the journal, or may write
// no file of more than so many bytes: configure_run_kill_test looks at what is left. Exit: 0 done, 1 failed, 3 not
// begun.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <unistd.h>

#include "connect/setup/testing/wanted.h"
#include "crypto/system_random.h"

using namespace tilbage;
using namespace tilbage::connect::setup;

namespace {

class RunningAgent final : public AgentService {
public:
    [[nodiscard]] bool is_running(const std::filesystem::path&) override { return true; }
    [[nodiscard]] base::Result<void> start(const std::filesystem::path&) override { return {}; }
    [[nodiscard]] base::Result<void> stop() override { return {}; }
};

void limit_files(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c)
    const rlimit limit{.rlim_cur = bytes, .rlim_max = bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 8) return 3;
    const std::string config_file = argv[1];
    const std::string state_dir = argv[2];
    const CloudAddress address{argv[3], argv[4]};
    const int kill_at = std::atoi(argv[6]);
    if (const int limit = std::atoi(argv[7]); limit > 0) limit_files(static_cast<rlim_t>(limit));

    CloudSession session;
    session.address = address;
    session.token = {.secret = std::make_shared<const base::SecretBytes>(base::SecretBytes::copy_of(argv[5])),
                     .expires_at = base::SystemClock().now() + std::chrono::hours(1)};
    const base::SystemClock clock;
    crypto::SystemRandom random;
    RunningAgent service;
    auto current = load_current(config_file, state_dir);
    if (!current) return 3;
    int writes = 0;
    auto run = ConfigureRun::start({.clock = clock,
                                    .random = random,
                                    .service = service,
                                    .cloud = [&] { return std::optional(session); },
                                    .enrolment_code = {},
                                    .times = quick_times(),
                                    .journal_written =
                                        [&] {
                                            if (++writes == kill_at) ::kill(::getpid(), SIGKILL);
                                        }},
                                   *current, wanted_draft(*current, address.url, address.ca_file));
    if (!run) {
        std::fprintf(stderr, "%s\n", run.error().message.c_str());
        return 3;
    }
    auto view = (*run)->view();
    while (view.state == RunState::running) view = (*run)->wait(view.revision, std::chrono::seconds(1));
    for (const auto& step : view.steps) {
        if (step.error) std::printf("%s %s\n", step.error->code.c_str(), step.error->message.c_str());
    }
    return view.state == RunState::done ? 0 : 1;
}
