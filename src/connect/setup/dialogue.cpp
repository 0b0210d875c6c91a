#include "connect/setup/dialogue.h"

#include <fmt/format.h>

#include "connect/setup/apply_directories.h"
#include "connect/setup/compare.h"
#include "connect/setup/resolve_scope.h"
#include "connect/state/atomic_file.h"

namespace tilbage::connect::setup {

bool Dialogue::ask_everything() {
    welcome();
    return ask_cloud() && ask_directories() &&
           for_each(terminal_.pick("Domain and OU filtering", "Domæne- og OU-filtrering"), &Dialogue::ask_scope) &&
           for_each(terminal_.pick("Rights of the account", "Kontoens rettigheder"), &Dialogue::test_rights) &&
           ask_features() && ask_options();
}

bool Dialogue::for_each(std::string_view heading, bool (Dialogue::*page)(Place)) {
    for (auto& [number, session] : sessions_) {
        const auto whose = sessions_.size() == 1 ? std::string() : fmt::format(" ({})", session->facts().domain_dns);
        terminal_.heading(std::string(heading) + whose);
        if (!(this->*page)({*directory_of(draft_.config, number), *session})) return false;
    }
    return true;
}

void Dialogue::welcome() {
    const auto& config = current_.config;
    terminal_.heading(terminal_.pick("Welcome", "Velkommen"));
    terminal_.say(terminal_.pick("Enter keeps what stands in brackets. Nothing is changed before the end.",
                                 "Enter beholder det, der står i parentes. Intet ændres før til sidst."));
    if (!current_.file_exists || !is_whole(config)) {
        return terminal_.say(
            terminal_.pick("This agent is not configured yet.", "Agenten er ikke konfigureret endnu."));
    }
    terminal_.say(fmt::format("{} {}, {} {}", terminal_.pick("Tenant", "Lejer"), config.tenant.url,
                              terminal_.pick("directory", "katalog"), forest_of(config)));
}

bool Dialogue::ask_cloud() {
    terminal_.heading(terminal_.pick("Connect to the cloud", "Opret forbindelse til skyen"));
    const auto& tenant = draft_.config.tenant;
    while (true) {
        if (!ask_tenant_address()) return false;
        const bool is_registered =
            current_.identity && current_.has_signing_key && current_.registered_at == tenant.url;
        if (is_registered) {
            terminal_.say(fmt::format(
                "{} {}", terminal_.pick("This agent is registered there, as", "Agenten er registreret der, som"),
                current_.identity->agent_id.str()));
            return true;
        }
        session_ = sign_in_with_device_code(terminal_, {.url = tenant.url, .ca_file = tenant.ca_file}, {}, world_.clock,
                                            world_.random);
        if (session_) return true;
        const auto again = terminal_.ask_yes(terminal_.pick("Try again?", "Prøv igen?"), true);
        if (!again.value_or(false)) return false;
    }
}

// Until something of ours answers there, with a certificate that is trusted.
bool Dialogue::ask_tenant_address() {
    auto& tenant = draft_.config.tenant;
    while (true) {
        const auto url = terminal_.ask(
            terminal_.pick("Address of the tenant (https://…)", "Lejerens adresse (https://…)"), tenant.url);
        if (!url) return false;
        tenant.url = *url;
        while (tenant.url.ends_with('/')) tenant.url.pop_back();
        const auto checked =
            CloudClient({.url = tenant.url, .ca_file = tenant.ca_file}, world_.clock, world_.random).check();
        if (checked) return true;
        terminal_.say(checked.error().message);
        if (checked.error().problem != CloudProblem::certificate_untrusted) continue;
        const auto file = terminal_.ask(terminal_.pick("File with the tenant's certificate authority (PEM)",
                                                       "Fil med lejerens certifikatudsteder (PEM)"),
                                        tenant.ca_file);
        if (!file) return false;
        tenant.ca_file = file->empty() ? std::string() : std::filesystem::absolute(*file).string();
    }
}

bool Dialogue::ask_scope(Place place) {
    auto& units = place.config.scope.units;
    const bool is_new = units.mode == core::Scope::Mode::selected && units.include.empty();
    while (true) {
        const auto choice = terminal_.choose(
            terminal_.pick("Which people?", "Hvilke personer?"),
            {std::string(terminal_.pick("Sync all domains and OUs", "Synkroniser alle domæner og OU'er")),
             std::string(terminal_.pick("Sync selected domains and OUs", "Synkroniser valgte domæner og OU'er"))},
            is_new || units.mode == core::Scope::Mode::all ? 0 : 1);
        if (!choice) return false;
        units.mode = *choice == 0 ? core::Scope::Mode::all : core::Scope::Mode::selected;
        if (*choice == 0) units.include.clear();
        if (*choice == 1 && !ask_units(place)) return false;
        const auto counts = place.directory.count(units, place.config.scope.pilot_group);
        if (counts) {
            terminal_.say(fmt::format("{} {}, {} {}", counts->in, terminal_.pick("people in", "personer med"),
                                      counts->out, terminal_.pick("out", "udenfor")));
            const auto right = terminal_.ask_yes(terminal_.pick("Is that right?", "Er det rigtigt?"), true);
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
        terminal_.say(fmt::format("  {} ({} {})", node.dn, node.people, terminal_.pick("people", "personer")));
    if (top->more) terminal_.say("  …");
    auto include = ask_names(
        place, terminal_.pick("Include (names as above, ; between them)", "Medtag (navne som ovenfor, ; imellem)"),
        units.include);
    if (!include) return false;
    units.include = std::move(*include);
    auto exclude =
        ask_names(place, terminal_.pick("But not (; between them, - for none)", "Men ikke (; imellem, - for ingen)"),
                  units.exclude);
    if (!exclude) return false;
    units.exclude = std::move(*exclude);
    const auto later = terminal_.ask_yes(terminal_.pick("Include OUs that are made later below these?",
                                                        "Medtag OU'er, der senere oprettes under disse?"),
                                         units.include_new_units);
    if (!later) return false;
    units.include_new_units = *later;
    return true;
}

std::optional<std::vector<core::DistinguishedName>> Dialogue::ask_names(
    Place place, std::string_view question, const std::vector<core::DistinguishedName>& proposal) {
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
            terminal_.say(terminal_.pick("The account has every right that it needs.",
                                         "Kontoen har alle de rettigheder, den skal bruge."));
            return true;
        } else {
            terminal_.say(terminal_.pick("Missing:", "Mangler:"));
            tell_missing(terminal_, *report);
        }
        const auto again = terminal_.ask_yes(terminal_.pick("Test again?", "Test igen?"), false);
        if (!again) return false;
        if (*again) continue;
        const auto on = terminal_.ask_yes(terminal_.pick("Go on all the same?", "Fortsæt alligevel?"), false);
        return on.value_or(false);
    }
}

bool Dialogue::ask_features() {
    terminal_.heading(terminal_.pick("Optional features", "Valgfrie funktioner"));
    auto& features = draft_.config.features;
    const auto writeback = terminal_.ask_yes(terminal_.pick("Password writeback", "Tilbageførsel af adgangskode"),
                                             features.password_writeback);
    if (!writeback) return false;
    features.password_writeback = *writeback;
    return true;
}

bool Dialogue::ask_options() {
    terminal_.heading(terminal_.pick("Ready to configure", "Klar til at konfigurere"));
    auto& options = draft_.config.synchronization;
    const auto start = terminal_.ask_yes(terminal_.pick("Start the synchronization when configuration completes",
                                                        "Start synkroniseringen, når konfigurationen er fuldført"),
                                         options.start);
    if (!start) return false;
    options.start = *start;
    const auto staging = terminal_.ask_yes(terminal_.pick("Staging mode (read and compare, send and write nothing)",
                                                          "Prøvetilstand (læs og sammenlign, send og skriv intet)"),
                                           options.staging);
    if (!staging) return false;
    options.staging = *staging;
    return true;
}

}  // namespace tilbage::connect::setup
