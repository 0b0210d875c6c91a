// tilbage-connect: the command line.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/core.h>
#include <functional>
#include <iostream>
#include <string>

#include "adapters/process/process_hardening.h"
#include "connect/breached_command.h"
#include "connect/check_config.h"
#include "connect/config.h"
#include "connect/enroll.h"
#include "connect/events/events_command.h"
#include "connect/run_command.h"
#include "connect/setup/commands.h"
#include "connect/status_command.h"
#include "connect/sync/sync_command.h"
#include "connect/wizard/wizard_command.h"

namespace {

using namespace tilbage::connect;

int with_config(const std::string& file, const std::function<int(const Config&)>& command) {
    const auto config = load_config(file);
    if (config) return command(*config);
    for (const auto& problem : config.error()) fmt::print(stderr, "{}\n", problem);
    return 1;
}

int with_state_dir(const std::string& file, const std::function<int(const std::filesystem::path&)>& command) {
    if (const auto folder = state_dir_of(file)) return command(*folder);
    fmt::print(stderr, "tilbage-connect: {}: it is not there, or does not name agent.state_dir\n", file);
    return 1;
}

int enroll_command(const Config& config, std::string code) {
    if (code == "-") std::getline(std::cin, code);
    const auto identity = enroll(config, code);
    if (!identity) {
        fmt::print(stderr, "tilbage-connect: {}\n", identity.error().message);
        return 1;
    }
    fmt::print("enrolled at {} as agent {}\n", identity->tenant, identity->agent_id.str());
    return 0;
}

// The subcommands of sync; what was asked for stands in `command` after parsing.
void add_sync(CLI::App& app, std::string& config_file, SyncCommand& command) {
    auto* sync = app.add_subcommand("sync", "Look at the running agent's synchronisation, and tell it what to do.");
    sync->require_subcommand(1);
    const auto add = [&](const char* name, const char* description, SyncCommand::What what) {
        auto* one = sync->add_subcommand(name, description);
        one->add_option("--config", config_file, "Configuration file")->capture_default_str();
        one->add_flag("--json", command.as_json, "As one JSON object");
        one->callback([&command, what] { command.what = what; });
        return one;
    };
    add("status", "How it goes: state, last runs, what is refused, disputed and held.", SyncCommand::What::status);
    add("run", "Read what has changed and tell the tenant, now.", SyncCommand::What::run);
    add("full", "Read everything anew and compare it with what the tenant has.", SyncCommand::What::full);
    add("explain", "Why somebody is, or is not, in the tenant, and what would happen next.", SyncCommand::What::explain)
        ->add_option("USER", command.user, "User principal name, account name, mail address, DN or source anchor")
        ->required();
    add("threshold", "The removals that wait because they are too many.", SyncCommand::What::threshold)
        ->add_flag("--allow", command.allow, "Let those that wait now happen");
}

// The subcommands of breached, which need no configuration.
void add_breached(CLI::App& app, BreachedCommand& command) {
    auto* breached =
        app.add_subcommand("breached", "Make the list of breached passwords that banned.breached_file names.");
    breached->require_subcommand(1);
    const auto add = [&](const char* name, const char* description, BreachedCommand::What what) {
        auto* one = breached->add_subcommand(name, description);
        one->callback([&command, what] { command.what = what; });
        return one;
    };
    auto* build = add("build", "From hashes as Pwned Passwords has them: SHA-1 or NTLM, ordered, HASH:count.",
                      BreachedCommand::What::build);
    build->add_option("--from", command.from, "The text file of hashes")->required();
    build->add_option("--out", command.list, "The list; an older one is replaced when the new one is whole")
        ->required();
    for (auto* one :
         {add("test", "Whether a password, typed or from standard input, is on the list (exit code 2).",
              BreachedCommand::What::test),
          add("check", "Read all of the list, and tell whether it is whole.", BreachedCommand::What::check)})
        one->add_option("FILE", command.list, "The list")->required();
}

}  // namespace

int main(int argc, char** argv) {
    tilbage::adapters::process::harden_process();
    CLI::App app("Tilbage's agent: writes passwords back to the directory beside it.", "tilbage-connect");
    app.require_subcommand(1);
    std::string config_file = "/etc/tilbage/connect.toml";
    const auto add_command = [&](const char* name, const char* description) {
        auto* command = app.add_subcommand(name, description);
        command->add_option("--config", config_file, "Configuration file")->capture_default_str();
        return command;
    };
    auto* run = add_command("run", "Work until told to end.");
    auto* check =
        add_command("check-config", "Look at the configuration, the tenant and the directory, and tell what is wrong.");
    auto* status = add_command("status", "Tell how the running agent is.");
    bool as_json = false;
    status->add_flag("--json", as_json, "As one JSON object");
    auto* events = add_command("events", "Print the event log of password writeback.");
    EventQuery query;
    events->add_flag("--json", query.as_json, "Each as one JSON object");
    events->add_flag("--follow", query.follow, "Go on with what comes");
    events->add_option("--since", query.since, "From a time on: 90m, 2h, 3d, 2026-11-22, 2026-11-22T14:30:00 (UTC)");
    events->add_option("--id", query.ids, "Only this id; can be repeated");
    auto* enrol = add_command("enroll", "Give this agent an identity at the tenant.");
    std::string code;
    enrol->add_option("--code", code, "The one-time code, or - to read it from standard input")->required();
    auto* guide = add_command("wizard", "Configure in a browser: prints a one-time address of this machine.");
    wizard::WizardCommand wizard_options;
    guide->add_option("--state-dir", wizard_options.state_dir, "State folder of an agent without a configuration file")
        ->capture_default_str();
    guide->add_option("--port", wizard_options.port, "Port on 127.0.0.1; a free one when it is left out");
    guide->add_flag("!--no-browser", wizard_options.opens_browser, "Only print the address");
    guide->add_option("--web-root", wizard_options.web_root, "Folder of the page's files");
    auto* configure = add_command("configure", "Ask in the terminal what the wizard asks, and configure.");
    auto* apply = add_command("apply", "Make this agent what a file says; the file is what export writes.");
    setup::ApplyOptions apply_options;
    std::filesystem::path state_dir = "/var/lib/tilbage-connect";
    configure->add_option("--state-dir", state_dir, "State folder of an agent without a configuration file");
    apply->add_option("--state-dir", apply_options.state_dir, "State folder of an agent without a configuration file");
    apply->add_option("FILE", apply_options.wanted_file, "What is wanted")->required();
    apply->add_flag("--check", apply_options.check, "Only print what there is to do; then the exit code is 2");
    apply
        ->add_option("--enrolment-code", apply_options.enrolment_code,
                     "Register with this one-time code (-: from standard input) instead of signing in")
        ->check([](const std::string& code) { return std::string(code.empty() ? "is empty" : ""); });
    auto* exported = add_command("export", "Print the configuration as the file that apply takes.");
    BreachedCommand breached;
    add_breached(app, breached);
    SyncCommand sync;
    add_sync(app, config_file, sync);
    CLI11_PARSE(app, argc, argv);

    if (run->parsed()) return run_command(config_file);
    if (app.got_subcommand("breached")) return breached_command(breached);
    if (configure->parsed()) return setup::configure_command(config_file, state_dir);
    if (apply->parsed()) {
        apply_options.config_file = config_file;
        return setup::apply_command(apply_options);
    }
    if (exported->parsed()) return setup::export_command(config_file);
    if (guide->parsed()) {
        wizard_options.config_file = config_file;
        return wizard::wizard_command(wizard_options);
    }
    if (check->parsed()) return with_config(config_file, check_config);
    if (status->parsed()) return status_command(config_file, as_json);
    if (app.got_subcommand("sync"))
        return with_state_dir(config_file, [&](const auto& folder) { return sync_command(folder, sync); });
    if (events->parsed()) {
        return with_state_dir(config_file, [&](const auto& folder) { return events_command(folder, query); });
    }
    return with_config(config_file, [&](const Config& config) { return enroll_command(config, code); });
}
