#include "connect/setup/dialogue.h"

#include <fmt/format.h>

#include "connect/setup/apply_directories.h"
#include "connect/setup/compare.h"
#include "connect/setup/dialogue_words.h"
#include "connect/setup/resolve_scope.h"
#include "connect/state/atomic_file.h"

namespace tilbage::connect::setup {

using languages::with;

bool Dialogue::ask_everything() {
    welcome();
    return ask_cloud() && ask_directories() && for_each(words::kScopeTitle, &Dialogue::ask_scope) &&
           for_each(words::kRightsTitle, &Dialogue::test_rights) && ask_features() && ask_options();
}

bool Dialogue::for_each(const languages::Message<"domain">& heading, bool (Dialogue::*page)(Place)) {
    for (auto& [number, session] : sessions_) {
        const auto whose = sessions_.size() == 1 ? std::nullopt : std::optional(session->facts().domain_dns);
        terminal_.heading(terminal_.words().say(heading, with<"domain">(whose)));
        if (!(this->*page)({*directory_of(draft_.config, number), *session})) return false;
    }
    return true;
}

void Dialogue::welcome() {
    const auto& config = current_.config;
    terminal_.heading(words::kWelcomeTitle);
    terminal_.say(words::kWelcomeHowItGoes);
    if (!current_.file_exists || !is_whole(config)) {
        return terminal_.say(words::kWelcomeNotConfigured);
    }
    terminal_.say(words::kWelcomeConfigured, with<"tenant">(config.tenant.url), with<"directory">(forest_of(config)));
}

bool Dialogue::ask_cloud() {
    terminal_.heading(words::kCloudTitle);
    const auto& tenant = draft_.config.tenant;
    while (true) {
        if (!ask_tenant_address()) return false;
        const bool is_registered =
            current_.identity && current_.has_signing_key && current_.registered_at == tenant.url;
        if (is_registered) {
            terminal_.say(words::kCloudRegistered, with<"agent">(current_.identity->agent_id.str()));
            return true;
        }
        session_ = sign_in_with_device_code(terminal_, {.url = tenant.url, .ca_file = tenant.ca_file}, {}, world_.clock,
                                            world_.random);
        if (session_) return true;
        const auto again = terminal_.ask_yes(words::kTryAgain, true);
        if (!again.value_or(false)) return false;
    }
}

// Until something of ours answers there, with a certificate that is trusted.
bool Dialogue::ask_tenant_address() {
    auto& tenant = draft_.config.tenant;
    while (true) {
        const auto url = terminal_.ask(words::kCloudAddress, tenant.url);
        if (!url) return false;
        tenant.url = *url;
        while (tenant.url.ends_with('/')) tenant.url.pop_back();
        const auto checked =
            CloudClient({.url = tenant.url, .ca_file = tenant.ca_file}, world_.clock, world_.random).check();
        if (checked) return true;
        terminal_.say(checked.error().message);
        if (checked.error().problem != CloudProblem::certificate_untrusted) continue;
        const auto file = terminal_.ask(words::kCloudAuthority, tenant.ca_file);
        if (!file) return false;
        tenant.ca_file = file->empty() ? std::string() : std::filesystem::absolute(*file).string();
    }
}

bool Dialogue::ask_scope(Place place) {
    auto& units = place.config.scope.units;
    const bool is_new = units.mode == core::Scope::Mode::selected && units.include.empty();
    while (true) {
        const auto choice = terminal_.choose(words::kScopeWhichPeople, {words::kScopeAll, words::kScopeSelected},
                                             is_new || units.mode == core::Scope::Mode::all ? 0 : 1);
        if (!choice) return false;
        units.mode = *choice == 0 ? core::Scope::Mode::all : core::Scope::Mode::selected;
        if (*choice == 0) units.include.clear();
        if (*choice == 1 && !ask_units(place)) return false;
        const auto counts = place.directory.count(units, place.config.scope.pilot_group);
        if (counts) {
            terminal_.say(words::kScopeCounts, with<"in">(counts->in), with<"out">(counts->out));
            const auto right = terminal_.ask_yes(words::kScopeIsRight, true);
            if (!right) return false;
            if (*right) return note_guids(place);
            continue;
        }
        terminal_.say(counts.error().message);
        return false;
    }
}

// What cannot be resolved now goes by its name.
bool Dialogue::note_guids(Place place) {
    auto& scope = place.config.scope;
    if (auto resolved = resolve_scope(place.directory, scope)) scope = std::move(*resolved);
    return true;
}

bool Dialogue::ask_units(Place place) {
    constexpr std::size_t kMostShown = 50;
    auto& units = place.config.scope.units;
    const auto top = place.directory.children(place.directory.facts().base_dn, kMostShown);
    if (!top) {
        terminal_.say(top.error().message);
        return false;
    }
    for (const auto& node : top->nodes)
        terminal_.say("  " +
                      terminal_.words().say(words::kScopeUnit, with<"name">(node.dn), with<"people">(node.people)));
    if (top->more) terminal_.say("  …");
    auto include = ask_names(place, words::kScopeInclude, units.include);
    if (!include) return false;
    units.include = std::move(*include);
    auto exclude = ask_names(place, words::kScopeExclude, units.exclude);
    if (!exclude) return false;
    units.exclude = std::move(*exclude);
    const auto later = terminal_.ask_yes(words::kScopeNewUnits, units.include_new_units);
    if (!later) return false;
    units.include_new_units = *later;
    return true;
}

std::optional<std::vector<core::DistinguishedName>> Dialogue::ask_names(
    Place place, const languages::Message<>& question, const std::vector<core::DistinguishedName>& proposal) {
    const auto proposed = fmt::format("{}", fmt::join(names_of(proposal), ";"));
    while (true) {
        const auto answer = terminal_.ask(question, proposed);
        if (!answer) return std::nullopt;
        std::vector<core::DistinguishedName> names;
        bool good = true;
        std::string_view rest = *answer == "-" ? std::string_view() : std::string_view(*answer);
        while (!rest.empty() && good) {
            const auto one = std::string(rest.substr(0, rest.find(';')));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
            if (one.find_first_not_of(' ') == std::string::npos) continue;
            const auto found = place.directory.resolve_unit(one, std::nullopt);
            const auto name = found ? core::DistinguishedName::parse(found->dn) : std::nullopt;
            good = name.has_value();
            if (good) names.push_back(*name);
            if (!good) terminal_.say(found ? one : fmt::format("{}: {}", one, found.error().message));
        }
        if (good) return names;
    }
}

bool Dialogue::test_rights(Place place) {
    while (true) {
        const std::atomic<bool> stop{false};
        const auto report = place.directory.test_rights(place.config.scope.units, [](auto, auto) {}, stop);
        if (!report) {
            terminal_.say(report.error().message);
        } else if (report->missing.empty()) {
            terminal_.say(words::kRightsComplete);
            return true;
        } else {
            terminal_.say(words::kRightsMissing);
            tell_missing(terminal_, *report);
        }
        const auto again = terminal_.ask_yes(words::kRightsTestAgain, false);
        if (!again) return false;
        if (*again) continue;
        const auto on = terminal_.ask_yes(words::kRightsGoOn, false);
        return on.value_or(false);
    }
}

bool Dialogue::ask_features() {
    terminal_.heading(words::kFeaturesTitle);
    auto& features = draft_.config.features;
    const auto writeback = terminal_.ask_yes(words::kFeaturesWriteback, features.password_writeback);
    if (!writeback) return false;
    features.password_writeback = *writeback;
    return true;
}

bool Dialogue::ask_options() {
    terminal_.heading(words::kReadyTitle);
    auto& options = draft_.config.synchronization;
    const auto start = terminal_.ask_yes(words::kReadyStart, options.start);
    if (!start) return false;
    options.start = *start;
    const auto staging = terminal_.ask_yes(words::kReadyStaging, options.staging);
    if (!staging) return false;
    options.staging = *staging;
    return true;
}

}  // namespace tilbage::connect::setup
