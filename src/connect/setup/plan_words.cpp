#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <vector>

#include "connect/setup/plan.h"
#include "crypto/jose_json.h"

namespace tilbage::connect::setup {
namespace json = boost::json;
namespace {

std::string_view member(const Action& action, std::string_view name) {
    return crypto::text_member(action.details, name);
}

bool flag(const Action& action, std::string_view name) {
    const auto* value = action.details.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::string list(const Action& action, std::string_view name) {
    std::vector<std::string> texts;
    const auto* values = action.details.if_contains(name);
    if (values == nullptr || !values->is_array()) return {};
    for (const auto& value : values->get_array()) {
        if (value.is_string()) texts.emplace_back(value.get_string());
    }
    return fmt::format("{}", fmt::join(texts, "; "));
}

// " [directory2]" of a further directory.
std::string section_in_words(const Action& action) {
    const auto section = member(action, "section");
    return section.empty() ? std::string() : fmt::format(" [{}]", section);
}

std::string scope_in_words(const Action& action, bool danish) {
    const auto excluded = list(action, "exclude");
    auto words = member(action, "mode") == "all"
                     ? std::string(danish ? "Synkroniser alle domæner og OU'er" : "Sync all domains and OUs")
                     : fmt::format("{} {}", danish ? "Synkroniser" : "Sync", list(action, "include"));
    if (!excluded.empty()) words += fmt::format("{} {}", danish ? ", undtagen" : ", but not", excluded);
    if (member(action, "mode") != "all" && !flag(action, "includeNewUnits"))
        words += danish ? ", og ikke nye OU'er" : ", and no new OUs";
    if (const auto pilot = member(action, "pilotGroup"); !pilot.empty())
        words += fmt::format("{} {}", danish ? "; af personerne kun medlemmer af" : "; of the people only members of",
                             pilot);
    return words + section_in_words(action);
}

std::string in_english(const Action& action) {
    switch (action.kind) {
        case ActionKind::register_agent:
            return fmt::format("Register this agent at {} as \"{}\"", member(action, "tenantUrl"),
                               member(action, "agentName"));
        case ActionKind::create_keys:
            return "Create the agent's keys";
        case ActionKind::set_tenant:
            return fmt::format("Connect to {}", member(action, "url"));
        case ActionKind::set_agent:
            return fmt::format("Name the agent \"{}\"", member(action, "name"));
        case ActionKind::set_directory:
            return fmt::format("Connect to the directory {} ({}) as {}{}", member(action, "forest"),
                               list(action, "servers"), member(action, "account"), section_in_words(action));
        case ActionKind::set_directory_credentials:
            return fmt::format("Store new credentials of {}{}", member(action, "account"), section_in_words(action));
        case ActionKind::remove_directory:
            return fmt::format(
                "Leave the directory {}: its people are removed from the tenant, as far as the "
                "threshold for removals lets them{}",
                member(action, "forest"), section_in_words(action));
        case ActionKind::set_scope:
            return scope_in_words(action, false);
        case ActionKind::enable_writeback:
            return "Switch on password writeback";
        case ActionKind::disable_writeback:
            return "Switch off password writeback";
        case ActionKind::set_staging:
            return flag(action, "staging") ? "Enter staging mode: read and compare, send and write nothing"
                                           : "Leave staging mode";
        case ActionKind::set_synchronization:
            return flag(action, "start") ? "Start the synchronization" : "Stop the synchronization";
        case ActionKind::set_options:
            return fmt::format("Change {}", list(action, "keys"));
        case ActionKind::start_agent:
            return "Start the agent";
        case ActionKind::first_import:
            return "Import the people";
    }
    return {};
}

std::string in_danish(const Action& action) {
    switch (action.kind) {
        case ActionKind::register_agent:
            return fmt::format("Registrer denne agent hos {} som \"{}\"", member(action, "tenantUrl"),
                               member(action, "agentName"));
        case ActionKind::create_keys:
            return "Opret agentens nøgler";
        case ActionKind::set_tenant:
            return fmt::format("Opret forbindelse til {}", member(action, "url"));
        case ActionKind::set_agent:
            return fmt::format("Kald agenten \"{}\"", member(action, "name"));
        case ActionKind::set_directory:
            return fmt::format("Opret forbindelse til kataloget {} ({}) som {}{}", member(action, "forest"),
                               list(action, "servers"), member(action, "account"), section_in_words(action));
        case ActionKind::set_directory_credentials:
            return fmt::format("Gem nye legitimationsoplysninger for {}{}", member(action, "account"),
                               section_in_words(action));
        case ActionKind::remove_directory:
            return fmt::format(
                "Forlad kataloget {}: personerne i det fjernes fra lejeren, så vidt grænsen for "
                "fjernelser tillader det{}",
                member(action, "forest"), section_in_words(action));
        case ActionKind::set_scope:
            return scope_in_words(action, true);
        case ActionKind::enable_writeback:
            return "Slå tilbageførsel af adgangskode til";
        case ActionKind::disable_writeback:
            return "Slå tilbageførsel af adgangskode fra";
        case ActionKind::set_staging:
            return flag(action, "staging") ? "Gå i prøvetilstand: læs og sammenlign, men send og skriv intet"
                                           : "Forlad prøvetilstand";
        case ActionKind::set_synchronization:
            return flag(action, "start") ? "Start synkroniseringen" : "Stop synkroniseringen";
        case ActionKind::set_options:
            return fmt::format("Ret {}", list(action, "keys"));
        case ActionKind::start_agent:
            return "Start agenten";
        case ActionKind::first_import:
            return "Importér personerne";
    }
    return {};
}

}  // namespace

std::string in_words(const Action& action, Language language) {
    return language == Language::danish ? in_danish(action) : in_english(action);
}

}  // namespace tilbage::connect::setup
