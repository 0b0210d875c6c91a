#include "connect/setup/apply_directories.h"

#include <atomic>
#include <fmt/format.h>

#include "connect/setup/changed_scopes.h"
#include "connect/setup/compare.h"
#include "connect/setup/resolve_scope.h"
#include "connect/sync/agent_orders.h"

namespace tilbage::connect::setup {
namespace {

core::Found<std::unique_ptr<core::DirectorySession>> open(core::DirectorySetup& directories,
                                                          const DirectoryConfig& config, base::Millis timeout) {
    const auto& directory = config.directory;
    return directories.open(
        {.forest = {}, .servers = directory.servers, .ca_file = directory.ca_file, .timeout = timeout},
        {directory.account_name(), base::SecretBytes::copy_of(directory.bind_password.open()), directory.keytab_file});
}

void note_guids_of(core::DirectorySetup& directories, const Config& current, DirectoryConfig& wanted) {
    constexpr base::Millis kPatience = std::chrono::seconds(3);
    if (const auto* known = find_directory(current, wanted.number)) take_known_guids(wanted.scope, known->scope);
    if (is_resolved(wanted.scope) || wanted.directory.servers.empty()) return;
    const auto session = open(directories, wanted, kPatience);
    if (!session) return;
    if (auto resolved = resolve_scope(**session, wanted.scope)) wanted.scope = std::move(*resolved);
}

std::string sample_of(const std::vector<std::string>& names) {
    return names.empty() ? std::string() : fmt::format(": {}", fmt::join(names, ", "));
}

std::string named(const DirectoryConfig& directory) {
    return fmt::format("[{}] {}", directory.section(), forest_of(directory));
}

void tell(Terminal& terminal, const std::string& whose, const core::ScopePreview& preview) {
    terminal.say(fmt::format(fmt::runtime(terminal.pick("{}: the scope would have {} people and {} groups",
                                                        "{}: der ville være {} personer og {} grupper")),
                             whose, preview.people, preview.groups));
    terminal.say(
        fmt::format(fmt::runtime(terminal.pick("  {} people would be added{}", "  {} personer ville komme til{}")),
                    preview.added, sample_of(preview.added_sample)));
    terminal.say(fmt::format(
        fmt::runtime(terminal.pick("  {} people would be removed{}", "  {} personer ville blive fjernet{}")),
        preview.removed, sample_of(preview.removed_sample)));
    for (const auto& name : preview.unknown) {
        terminal.say(
            fmt::format(fmt::runtime(terminal.pick("  the directory has no {}", "  kataloget har ingen {}")), name));
    }
}

}  // namespace

void note_guids(core::DirectorySetup& directories, const Current& current, Config& wanted) {
    note_guids_of(directories, current.config, wanted);
    for (auto& further : wanted.further) note_guids_of(directories, current.config, further);
}

void tell_scope_changes(Terminal& terminal, const Current& current, const Config& wanted) {
    constexpr std::chrono::seconds kPatience{30};
    const auto changed = changed_scopes(current.config, wanted);
    if (changed.empty() || !current.agent_running) return;
    const auto previews = ask_preview(current.config.state_dir, changed, kPatience);
    if (!previews) {
        return terminal.say(
            std::string(terminal.pick("what the scope changes cannot be told: ", "hvad det ændrer, kan ikke siges: ")) +
            previews.error().message);
    }
    for (std::size_t i = 0; i < changed.size(); ++i)
        tell(terminal, named(*find_directory(current.config, changed[i].directory)), (*previews)[i]);
    if (!previews->front().holds) return;
    terminal.say(fmt::format(
        fmt::runtime(terminal.pick(
            "that is above the threshold of {} removals: they would wait for an administrator's yes (the portal, or "
            "tilbage-connect sync threshold --allow)",
            "det er over grænsen på {}: de ville vente på en administrators ja (portalen, eller tilbage-connect sync "
            "threshold --allow)")),
        previews->front().limit.value_or(0)));
}

void tell_missing(Terminal& terminal, const core::RightsReport& report) {
    for (const auto& missing : report.missing) {
        terminal.say(fmt::format("  {} {} {}{}", core::to_text(missing.right), terminal.pick("on", "på"),
                                 missing.object_dn,
                                 missing.required ? "" : terminal.pick(" (recommended)", " (anbefalet)")));
        terminal.say("    " + missing.commands.samba_tool);
        terminal.say("    " + missing.commands.dsacls);
    }
}

void tell_rights_of_added(Terminal& terminal, core::DirectorySetup& directories, const Current& current,
                          const Config& wanted) {
    for (const auto* directory : directories_of(wanted)) {
        const auto* known = find_directory(current.config, directory->number);
        if (known != nullptr && same_directory(*known, *directory)) continue;
        const auto say = [&](std::string_view what) { terminal.say(fmt::format("{}: {}", named(*directory), what)); };
        const auto session = open(directories, *directory, directory->directory.timeout);
        if (!session) {
            say(fmt::format("{}: {}", core::to_text(session.error().code), session.error().message));
            continue;
        }
        const std::atomic<bool> stop{false};
        const auto report = (*session)->test_rights(directory->scope.units, [](auto, auto) {}, stop);
        if (!report) {
            say(report.error().message);
        } else if (report->missing.empty()) {
            say(terminal.pick("the account has every right that it needs",
                              "kontoen har alle de rettigheder, den skal bruge"));
        } else {
            say(terminal.pick("the account lacks", "kontoen mangler"));
            tell_missing(terminal, *report);
        }
    }
}

}  // namespace tilbage::connect::setup
