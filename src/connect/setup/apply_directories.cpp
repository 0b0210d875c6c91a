#include "connect/setup/apply_directories.h"

#include <atomic>
#include <fmt/format.h>

#include "connect/setup/changed_scopes.h"
#include "connect/setup/compare.h"
#include "connect/setup/resolve_scope.h"
#include "connect/sync/agent_orders.h"

namespace tilbage::connect::setup {
namespace {

using languages::Message;
using languages::with;

constexpr Message<"right", "object", "required"> kRightsMissingRight{"rights.missingRight"};
constexpr Message<"directory"> kRightsCompleteAt{"rights.completeAt"};
constexpr Message<"directory"> kRightsMissingAt{"rights.missingAt"};
constexpr Message<"directory", "people", "groups"> kChangesTotal{"changes.total"};
constexpr Message<"people", "shown", "sample"> kChangesAdded{"changes.added"};
constexpr Message<"people", "shown", "sample"> kChangesRemoved{"changes.removed"};
constexpr Message<"name"> kChangesUnknown{"changes.unknown"};
constexpr Message<"reason"> kChangesCannotBeTold{"changes.cannotBeTold"};
constexpr Message<"limit"> kChangesAboveThreshold{"changes.aboveThreshold"};

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

std::string named(const DirectoryConfig& directory) {
    return fmt::format("[{}] {}", directory.section(), forest_of(directory));
}

void tell(Terminal& terminal, const std::string& whose, const core::ScopePreview& preview) {
    const auto say_below = [&](const auto&... said) { terminal.say("  " + terminal.words().say(said...)); };
    const auto tell_people = [&](const auto& message, std::size_t people, const std::vector<std::string>& sample) {
        say_below(message, with<"people">(people), with<"shown">(sample.size()),
                  with<"sample">(fmt::format("{}", fmt::join(sample, ", "))));
    };
    terminal.say(kChangesTotal, with<"directory">(whose), with<"people">(preview.people),
                 with<"groups">(preview.groups));
    tell_people(kChangesAdded, preview.added, preview.added_sample);
    tell_people(kChangesRemoved, preview.removed, preview.removed_sample);
    for (const auto& name : preview.unknown) say_below(kChangesUnknown, with<"name">(name));
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
    if (!previews) return terminal.say(kChangesCannotBeTold, with<"reason">(previews.error().message));
    for (std::size_t i = 0; i < changed.size(); ++i)
        tell(terminal, named(*find_directory(current.config, changed[i].directory)), (*previews)[i]);
    const auto& total = previews->front();
    if (total.holds) terminal.say(kChangesAboveThreshold, with<"limit">(total.limit.value_or(0)));
}

void tell_missing(Terminal& terminal, const core::RightsReport& report) {
    for (const auto& missing : report.missing) {
        terminal.say("  " + terminal.words().say(kRightsMissingRight, with<"right">(core::to_text(missing.right)),
                                                 with<"object">(missing.object_dn),
                                                 with<"required">(missing.required)));
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
            terminal.say(kRightsCompleteAt, with<"directory">(named(*directory)));
        } else {
            terminal.say(kRightsMissingAt, with<"directory">(named(*directory)));
            tell_missing(terminal, *report);
        }
    }
}

}  // namespace tilbage::connect::setup
