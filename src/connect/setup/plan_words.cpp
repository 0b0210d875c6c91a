#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <vector>

#include "connect/setup/plan.h"
#include "crypto/jose_json.h"

namespace tilbage::connect::setup {
namespace json = boost::json;
namespace {

using languages::Message;
using languages::with;

constexpr Message<"tenant", "name"> kPlanRegisterAgent{"plan.register_agent"};
constexpr Message<> kPlanCreateKeys{"plan.create_keys"};
constexpr Message<"tenant"> kPlanSetTenant{"plan.set_tenant"};
constexpr Message<"name"> kPlanSetAgent{"plan.set_agent"};
constexpr Message<"forest", "servers", "account", "section"> kPlanSetDirectory{"plan.set_directory"};
constexpr Message<"account", "section"> kPlanSetDirectoryCredentials{"plan.set_directory_credentials"};
constexpr Message<"mode", "included", "excluded", "newUnits", "pilotGroup", "section"> kPlanSetScope{"plan.set_scope"};
constexpr Message<"forest", "section"> kPlanRemoveDirectory{"plan.remove_directory"};
constexpr Message<> kPlanEnableWriteback{"plan.enable_writeback"};
constexpr Message<> kPlanDisableWriteback{"plan.disable_writeback"};
constexpr Message<"staging"> kPlanSetStaging{"plan.set_staging"};
constexpr Message<"start"> kPlanSetSynchronization{"plan.set_synchronization"};
constexpr Message<"options"> kPlanSetOptions{"plan.set_options"};
constexpr Message<> kPlanStartAgent{"plan.start_agent"};
constexpr Message<> kPlanFirstImport{"plan.first_import"};

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

std::optional<std::string> if_any(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

// "directory2" of a further directory.
languages::With<"section"> section(const Action& action) { return with<"section">(if_any(member(action, "section"))); }

std::string scope_in_words(const Action& action, const languages::Words& words) {
    const auto mode = member(action, "mode");
    return words.say(kPlanSetScope, with<"mode">(mode), with<"included">(list(action, "include")),
                     with<"excluded">(if_any(list(action, "exclude"))),
                     with<"newUnits">(mode == "all" || flag(action, "includeNewUnits")),
                     with<"pilotGroup">(if_any(member(action, "pilotGroup"))), section(action));
}

}  // namespace

std::string in_words(const Action& action, const languages::Words& words) {
    switch (action.kind) {
        case ActionKind::register_agent:
            return words.say(kPlanRegisterAgent, with<"tenant">(member(action, "tenantUrl")),
                             with<"name">(member(action, "agentName")));
        case ActionKind::create_keys:
            return words.say(kPlanCreateKeys);
        case ActionKind::set_tenant:
            return words.say(kPlanSetTenant, with<"tenant">(member(action, "url")));
        case ActionKind::set_agent:
            return words.say(kPlanSetAgent, with<"name">(member(action, "name")));
        case ActionKind::set_directory:
            return words.say(kPlanSetDirectory, with<"forest">(member(action, "forest")),
                             with<"servers">(list(action, "servers")), with<"account">(member(action, "account")),
                             section(action));
        case ActionKind::set_directory_credentials:
            return words.say(kPlanSetDirectoryCredentials, with<"account">(member(action, "account")), section(action));
        case ActionKind::remove_directory:
            return words.say(kPlanRemoveDirectory, with<"forest">(member(action, "forest")), section(action));
        case ActionKind::set_scope:
            return scope_in_words(action, words);
        case ActionKind::enable_writeback:
            return words.say(kPlanEnableWriteback);
        case ActionKind::disable_writeback:
            return words.say(kPlanDisableWriteback);
        case ActionKind::set_staging:
            return words.say(kPlanSetStaging, with<"staging">(flag(action, "staging")));
        case ActionKind::set_synchronization:
            return words.say(kPlanSetSynchronization, with<"start">(flag(action, "start")));
        case ActionKind::set_options:
            return words.say(kPlanSetOptions, with<"options">(list(action, "keys")));
        case ActionKind::start_agent:
            return words.say(kPlanStartAgent);
        case ActionKind::first_import:
            return words.say(kPlanFirstImport);
    }
    return {};
}

}  // namespace tilbage::connect::setup
