#include <algorithm>
#include <iostream>

#include "adapters/ldap/setup/ldap_directory_setup.h"
#include "base/guarded.h"
#include "connect/setup/apply_directories.h"
#include "connect/setup/commands.h"
#include "connect/setup/dialogue.h"
#include "crypto/system_random.h"

namespace tilbage::connect::setup {
namespace {

using languages::Message;

constexpr Message<> kReadyNothingToDo{"ready.nothingToDo"};
constexpr Message<> kReadyConfigure{"ready.configure"};
constexpr Message<> kRunComplete{"run.complete"};
constexpr Message<> kRunNothingChanged{"run.nothingChanged"};
constexpr Message<> kRunWhatNow{"run.whatNow"};
constexpr Message<> kRunTryAgain{"run.tryAgain"};
constexpr Message<> kRunRollBack{"run.rollBack"};
constexpr Message<> kRunLeaveIt{"run.leaveIt"};

constexpr int kDone = 0;
constexpr int kFailed = 1;

int nothing_changed(Terminal& terminal) {
    terminal.say(kRunNothingChanged);
    return kFailed;
}

bool needs_sign_in(const RunView& view) {
    return std::ranges::any_of(view.steps, [](const Step& step) {
        return step.error && (step.error->code == "sign_in_expired" || step.error->code == "not_administrator");
    });
}

int finish(Terminal& terminal, ConfigureRun& run, const std::function<void()>& sign_in_again) {
    while (true) {
        const auto view = follow(terminal, run);
        if (view.state == RunState::done) {
            terminal.heading(kRunComplete);
            return kDone;
        }
        if (view.state == RunState::rolled_back) return nothing_changed(terminal);
        const auto choice = terminal.choose(kRunWhatNow, {kRunTryAgain, kRunRollBack, kRunLeaveIt}, 0);
        if (!choice || *choice == 2) return kFailed;
        if (needs_sign_in(view)) sign_in_again();
        const auto goes_on = *choice == 0 ? run.retry() : run.rollback();
        if (!goes_on) {
            terminal.say(goes_on.error().message);
            return kFailed;
        }
    }
}

}  // namespace

int configure_in_terminal(DialogueWorld world, AgentService& service, const RunTimes& times, const Current& current) {
    auto& terminal = world.terminal;
    Dialogue dialogue(world, current);
    if (!dialogue.ask_everything()) return nothing_changed(terminal);
    const auto actions = plan(current, dialogue.draft());
    if (!actions) {
        terminal.say(actions.error().message);
        return nothing_changed(terminal);
    }
    if (actions->empty()) {
        terminal.say(kReadyNothingToDo);
        return kDone;
    }
    tell_plan(terminal, *actions);
    tell_scope_changes(terminal, current, dialogue.draft().config);
    if (!terminal.ask_yes(kReadyConfigure, true).value_or(false)) return nothing_changed(terminal);
    auto session = base::Guarded(dialogue.session());  // asked for by the run's thread
    auto run =
        ConfigureRun::start({.clock = world.clock,
                             .random = world.random,
                             .service = service,
                             .cloud = [&] { return session.with([](const auto& signed_in) { return signed_in; }); },
                             .enrolment_code = {},
                             .times = times,
                             .journal_written = {}},
                            current, dialogue.draft().clone());
    if (!run) {
        terminal.say(run.error().message);
        return kFailed;
    }
    return finish(terminal, **run, [&] {
        const auto& tenant = dialogue.draft().config.tenant;
        auto signed_in = sign_in_with_device_code(terminal, {.url = tenant.url, .ca_file = tenant.ca_file}, {},
                                                  world.clock, world.random);
        session.with([&](auto& now) { now = std::move(signed_in); });
    });
}

int configure_command(const std::filesystem::path& config_file, const std::filesystem::path& state_dir_if_new) {
    Terminal terminal(std::cin, std::cout, words_of_environment());
    const auto current = load_current(config_file, state_dir_if_new);
    if (!current) {
        terminal.say(current.error().message);
        return kFailed;
    }
    const base::SystemClock clock;
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup directories(random);
    SystemdAgentService service;
    return configure_in_terminal({.terminal = terminal, .directories = directories, .clock = clock, .random = random},
                                 service, {}, *current);
}

}  // namespace tilbage::connect::setup
