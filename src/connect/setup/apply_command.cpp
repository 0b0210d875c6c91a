#include <fmt/format.h>
#include <iostream>

#include "adapters/ldap/setup/ldap_directory_setup.h"
#include "connect/setup/commands.h"
#include "connect/setup/compare.h"
#include "connect/setup/render_config.h"
#include "connect/setup/resolve_scope.h"
#include "connect/setup/terminal_run.h"
#include "connect/sync/agent_orders.h"
#include "connect/sync/directory_rules.h"
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

std::string sample_of(const std::vector<std::string>& names) {
    return names.empty() ? std::string() : fmt::format(": {}", fmt::join(names, ", "));
}

// The GUIDs that the file does not have: those that are known here, else those that the directory tells at once. What
// stays without one goes by its name.
void note_guids(const Current& current, Config& wanted) {
    constexpr base::Millis kPatience = std::chrono::seconds(3);
    take_known_guids(wanted.scope, current.config.scope);
    const auto& directory = wanted.directory;
    if (is_resolved(wanted.scope) || directory.servers.empty()) return;
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup directories(random);
    const auto session = directories.open(
        {.forest = {}, .servers = directory.servers, .ca_file = directory.ca_file, .timeout = kPatience},
        {directory.account_name(), base::SecretBytes::copy_of(directory.bind_password.open()), directory.keytab_file});
    if (!session) return;
    if (auto resolved = resolve_scope(**session, wanted.scope)) wanted.scope = std::move(*resolved);
}

// Who comes and who goes with the wanted scope, when an agent runs that has read the directory.
void tell_scope_change(Terminal& terminal, const Current& current, const Draft& draft) {
    constexpr std::chrono::seconds kPatience{30};
    const bool same = same_scope(current.config.scope, draft.config.scope);
    if (same || !current.agent_running || !same_directory(current.config, draft.config)) return;
    const auto preview = ask_preview(current.config.state_dir, directory_rules(draft.config), kPatience);
    if (!preview) return terminal.say("what the scope changes cannot be told: " + preview.error().message);
    terminal.say(fmt::format("the scope would have {} people and {} groups", preview->people, preview->groups));
    terminal.say(fmt::format("  {} people would be added{}", preview->added, sample_of(preview->added_sample)));
    terminal.say(fmt::format("  {} people would be removed{}", preview->removed, sample_of(preview->removed_sample)));
    if (preview->holds) {
        terminal.say(
            fmt::format("  that is above the threshold of {} removals: they would wait for an administrator's "
                        "yes (the portal, or tilbage-connect sync threshold --allow)",
                        preview->limit.value_or(0)));
    }
    for (const auto& name : preview->unknown) terminal.say(fmt::format("  the directory has no {}", name));
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
    Terminal terminal(std::cin, std::cout, Language::english);
    auto current = load_current(options.config_file);
    if (!current) return failed(current.error().message);
    auto draft = load_wanted(options.wanted_file, *current);
    if (!draft) return failed(draft.error().message);
    if (!current->file_exists) {
        if (!options.state_dir.empty()) draft->config.state_dir = options.state_dir;
        current = load_current(options.config_file, draft->config.state_dir);
        if (!current) return failed(current.error().message);
    }
    note_guids(*current, draft->config);
    const auto actions = plan(*current, *draft);
    if (!actions) return failed(fmt::format("{}: {}", options.wanted_file.string(), actions.error().message));
    if (actions->empty()) {
        terminal.say("nothing to do");
        return kDone;
    }
    terminal.say("to do:");
    tell_plan(terminal, *actions);
    if (options.check) {
        tell_scope_change(terminal, *current, *draft);
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
