#include <fmt/format.h>
#include <iostream>

#include "adapters/ldap/setup/ldap_directory_setup.h"
#include "connect/agent_words.h"
#include "connect/setup/apply_directories.h"
#include "connect/setup/commands.h"
#include "connect/setup/render_config.h"
#include "connect/setup/terminal_run.h"
#include "crypto/system_random.h"

namespace tilbage::connect::setup {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kSomethingToDo = 2;

int failed(std::string_view message) {
    std::cerr << message << '\n';
    return kFailed;
}

// The draft of the file. The folder belongs to the machine and not to the configuration: an agent that is there keeps
// its own.
base::Result<Draft> load_wanted(const std::filesystem::path& file, const Current& current) {
    auto config = load_unfinished_config(std::filesystem::absolute(file).lexically_normal());
    if (!config)
        return base::fail(base::ErrorCode::invalid_argument, fmt::format("{}", fmt::join(config.error(), "\n")));
    if (current.file_exists) config->state_dir = current.config.state_dir;
    return Draft{std::move(*config)};
}

bool registers(const std::vector<Action>& actions) {
    return std::ranges::find(actions, ActionKind::register_agent, &Action::kind) != actions.end();
}

int carry_out(Terminal& terminal, const ApplyOptions& options, const Current& current, Draft draft, bool needs_cloud) {
    const base::SystemClock clock;
    crypto::SystemRandom random;
    SystemdAgentService service;
    std::string code = options.enrolment_code;
    if (code == "-") std::getline(std::cin, code);
    std::optional<CloudSession> session;
    if (needs_cloud && code.empty()) {
        session = sign_in_with_device_code(
            terminal, {.url = draft.config.tenant.url, .ca_file = draft.config.tenant.ca_file}, {}, clock, random);
        if (!session) return kFailed;
    }
    auto run = ConfigureRun::start({.clock = clock,
                                    .random = random,
                                    .service = service,
                                    .cloud = [&] { return session; },
                                    .enrolment_code = code,
                                    .times = {},
                                    .journal_written = {}},
                                   current, std::move(draft));
    if (!run) return failed(run.error().message);
    const auto view = follow(terminal, **run);
    if (view.state == RunState::done) {
        terminal.say("done");
        return kDone;
    }
    return failed("Not done. Mend what is said above, then apply again: it goes on from what was done.");
}

}  // namespace

int apply_command(const ApplyOptions& options) {
    // A script reads this: English whatever the language.
    Terminal terminal(std::cin, std::cout, agent_languages().english());
    auto current = load_current(options.config_file);
    if (!current) return failed(current.error().message);
    auto draft = load_wanted(options.wanted_file, *current);
    if (!draft) return failed(draft.error().message);
    if (!current->file_exists) {
        if (!options.state_dir.empty()) draft->config.state_dir = options.state_dir;
        current = load_current(options.config_file, draft->config.state_dir);
        if (!current) return failed(current.error().message);
    }
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup directories(random);
    note_guids(directories, *current, draft->config);
    const auto actions = plan(*current, *draft);
    if (!actions) return failed(fmt::format("{}: {}", options.wanted_file.string(), actions.error().message));
    if (actions->empty()) {
        terminal.say("nothing to do");
        return kDone;
    }
    terminal.say("to do:");
    tell_plan(terminal, *actions);
    tell_rights_of_added(terminal, directories, *current, draft->config);
    if (options.check) {
        tell_scope_changes(terminal, *current, draft->config);
        return kSomethingToDo;
    }
    return carry_out(terminal, options, *current, std::move(*draft), registers(*actions));
}

int export_command(const std::filesystem::path& config_file) {
    const auto current = load_current(config_file);
    if (!current) return failed(current.error().message);
    if (!current->file_exists)
        return failed(fmt::format("{}: not there; nothing is configured yet", current->file.string()));
    std::cout << render_export(current->config) << std::flush;
    return std::cout ? kDone : failed("the output cannot be written");
}

}  // namespace tilbage::connect::setup
