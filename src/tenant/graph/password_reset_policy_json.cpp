#include "tenant/graph/password_reset_policy_json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <limits>
#include <map>
#include <span>
#include <string_view>

#include "base/unicode.h"
#include "tenant/http/reset_logo.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using core::PasswordResetPolicy;
using core::PolicyMistake;

// Whether the value was of the right type, and is in the policy now.
using Read = bool (*)(const json::value& value, PasswordResetPolicy& policy);
struct Member {
    std::string_view name;
    Read read;  // null: read only
    std::string_view type;
};

constexpr std::string_view kFlag = "true or false.";
constexpr std::string_view kNumber = "A whole number.";
constexpr std::string_view kText = "A text.";
constexpr std::string_view kReadOnly = "This is read only.";

bool read_flag(const json::value& value, bool& into) {
    if (value.is_bool()) into = value.get_bool();
    return value.is_bool();
}

bool read_number(const json::value& value, int& into) {
    const auto* number = value.if_int64();
    if (number == nullptr || *number < 0 || *number > std::numeric_limits<int>::max()) return false;
    into = static_cast<int>(*number);
    return true;
}

bool read_text(const json::value& value, std::string& into) {
    if (!value.is_string() || !base::is_valid_utf8(value.get_string())) return false;
    into = value.get_string();
    return true;
}

bool read_texts(const json::value& value, std::vector<std::string>& into) {
    if (!value.is_array()) return false;
    std::vector<std::string> texts;
    for (const auto& one : value.get_array())
        if (!read_text(one, texts.emplace_back())) return false;
    into = std::move(texts);
    return true;
}

bool read_enabled(const json::value& value, PasswordResetPolicy& policy) {
    std::string text;
    const auto enabled = read_text(value, text) ? core::parse_reset_enablement(text) : std::nullopt;
    if (enabled) policy.enabled = *enabled;
    return enabled.has_value();
}

bool read_verify_caller(const json::value& value, PasswordResetPolicy& policy) {
    std::string text;
    const auto verify = read_text(value, text) ? core::parse_verify_caller(text) : std::nullopt;
    if (verify) policy.verify_caller = *verify;
    return verify.has_value();
}

bool read_groups(const json::value& value, PasswordResetPolicy& policy) {
    std::vector<std::string> ids;
    if (!read_texts(value, ids)) return false;
    policy.groups.clear();
    for (auto& id : ids) policy.groups.emplace_back(std::move(id));
    return true;
}

bool read_methods(const json::value& value, PasswordResetPolicy& policy) {
    std::vector<std::string> names;
    if (!read_texts(value, names)) return false;
    core::MethodKinds kinds;
    for (const auto& name : names) {
        const auto kind = core::parse_method_kind(name);
        if (!kind) return false;
        kinds.insert(*kind);
    }
    policy.methods = std::move(kinds);
    return true;
}

bool read_days(const json::value& value, PasswordResetPolicy& policy) {
    if (!value.is_array()) return false;
    std::vector<int> days;
    for (const auto& one : value.get_array())
        if (!read_number(one, days.emplace_back())) return false;
    policy.reminders.days_before = std::move(days);
    return true;
}

bool read_custom_questions(const json::value& value, PasswordResetPolicy& policy) {
    if (!value.is_array()) return false;
    std::vector<core::CustomQuestion> questions;
    for (const auto& one : value.get_array()) {
        const auto* object = one.if_object();
        const auto* text = object == nullptr ? nullptr : object->if_contains("text");
        if (text == nullptr) return false;
        auto& question = questions.emplace_back();
        if (!read_text(*text, question.text)) return false;
        const auto* number = object->if_contains("number");
        if (number != nullptr && !number->is_null() && !read_number(*number, question.number)) return false;
    }
    policy.questions.custom = std::move(questions);
    return true;
}

bool read_identify_text(const json::value& value, PasswordResetPolicy& policy) {
    const auto* object = value.if_object();
    if (object == nullptr) return false;
    std::map<std::string, std::string> texts;
    for (const auto& [language, one] : *object) {
        std::string text;
        if (!one.is_null() && !read_text(one, text)) return false;
        if (!text.empty()) texts[language] = std::move(text);
    }
    policy.customization.identify_text = std::move(texts);
    return true;
}

constexpr Member kQuestions[] = {
    {"toRegister", [](const json::value& v, PasswordResetPolicy& p) { return read_number(v, p.questions.to_register); },
     kNumber},
    {"toReset", [](const json::value& v, PasswordResetPolicy& p) { return read_number(v, p.questions.to_reset); },
     kNumber},
    {"predefined", [](const json::value& v, PasswordResetPolicy& p) { return read_texts(v, p.questions.predefined); },
     "A list of q01 to q35."},
    {"custom", read_custom_questions, R"(A list of {"number", "text"}; a new question has no number.)"},
};

constexpr Member kReminders[] = {
    {"enabled", [](const json::value& v, PasswordResetPolicy& p) { return read_flag(v, p.reminders.enabled); }, kFlag},
    {"daysBefore", read_days, "A list of whole numbers."},
    {"atHour", [](const json::value& v, PasswordResetPolicy& p) { return read_number(v, p.reminders.at_hour); },
     kNumber},
    {"timeZone", [](const json::value& v, PasswordResetPolicy& p) { return read_text(v, p.reminders.time_zone); },
     kText},
    {"after", [](const json::value& v, PasswordResetPolicy& p) { return read_flag(v, p.reminders.after); }, kFlag},
};

constexpr Member kCustomization[] = {
    {"helpdesk", [](const json::value& v, PasswordResetPolicy& p) { return read_text(v, p.customization.helpdesk); },
     kText},
    {"logo", nullptr, kReadOnly},
    {"accentColor",
     [](const json::value& v, PasswordResetPolicy& p) { return read_text(v, p.customization.accent_color); }, kText},
    {"identifyText", read_identify_text, R"(Texts by language, such as {"en": text}.)"},
};

constexpr Member kHelpdesk[] = {{"verifyCaller", read_verify_caller, "required, recommended or off."}};

constexpr Member kPolicy[] = {
    {"enabled", read_enabled, "none, selected or all."},
    {"groupIds", read_groups, "A list of groups' ids."},
    {"methodsRequired", [](const json::value& v, PasswordResetPolicy& p) { return read_number(v, p.methods_required); },
     kNumber},
    {"methods", read_methods, "A list of methods' names."},
    {"availableMethods", nullptr, kReadOnly},
    {"questions", nullptr, {}},
    {"registrationRequired",
     [](const json::value& v, PasswordResetPolicy& p) { return read_flag(v, p.registration_required); }, kFlag},
    {"reconfirmDays", [](const json::value& v, PasswordResetPolicy& p) { return read_number(v, p.reconfirm_days); },
     kNumber},
    {"notifyPeople", [](const json::value& v, PasswordResetPolicy& p) { return read_flag(v, p.notify_people); }, kFlag},
    {"notifyAdministrators",
     [](const json::value& v, PasswordResetPolicy& p) { return read_flag(v, p.notify_administrators); }, kFlag},
    {"expiryReminders", nullptr, {}},
    {"customization", nullptr, {}},
    {"helpdesk", nullptr, {}},
};

// The members of a member that is an object; none of any other.
std::span<const Member> parts_of(std::string_view property) {
    if (property == "questions") return kQuestions;
    if (property == "expiryReminders") return kReminders;
    if (property == "customization") return kCustomization;
    if (property == "helpdesk") return kHelpdesk;
    return {};
}

void apply(const json::object& change, std::span<const Member> members, const std::string& prefix,
           PasswordResetPolicy& policy, std::vector<PolicyMistake>& mistakes) {
    for (const auto& [name, value] : change) {
        if (name.starts_with('@')) continue;
        const auto property = prefix + std::string(name);
        const auto known = std::ranges::find(members, std::string_view(name), &Member::name);
        if (known == members.end()) {
            mistakes.push_back({property, "There is no such setting."});
        } else if (const auto parts = parts_of(property); !parts.empty()) {
            if (const auto* object = value.if_object()) {
                apply(*object, parts, property + ".", policy, mistakes);
            } else {
                mistakes.push_back({property, "An object."});
            }
        } else if (known->read == nullptr || !known->read(value, policy)) {
            mistakes.push_back({property, std::string(known->type)});
        }
    }
}

json::array names_of(const core::MethodKinds& kinds) {
    json::array names;
    for (const auto kind : kinds) names.emplace_back(core::to_string(kind));
    return names;
}

json::object questions_json(const core::SecurityQuestionPolicy& questions) {
    json::array custom;
    for (const auto& [number, text] : questions.custom) custom.push_back({{"number", number}, {"text", text}});
    return {{"toRegister", questions.to_register},
            {"toReset", questions.to_reset},
            {"predefined", json::array(questions.predefined.begin(), questions.predefined.end())},
            {"custom", std::move(custom)}};
}

json::object reminders_json(const core::ReminderSettings& reminders) {
    const auto& days = reminders.days_before;
    return {{"enabled", reminders.enabled},
            {"daysBefore", json::array(days.begin(), days.end())},
            {"atHour", reminders.at_hour},
            {"timeZone", reminders.time_zone},
            {"after", reminders.after}};
}

json::object customization_json(const core::Customization& customization, std::span<const std::string> languages) {
    json::object texts;
    for (const auto& language : languages) {
        const auto found = customization.identify_text.find(language);
        texts[language] = found == customization.identify_text.end() ? "" : found->second;
    }
    json::value logo = nullptr;
    if (const auto path = logo_path(customization); !path.empty())
        logo = json::object{{"type", customization.logo_type}, {"url", path}};
    return {{"helpdesk", customization.helpdesk},
            {"logo", std::move(logo)},
            {"accentColor", customization.accent_color},
            {"identifyText", std::move(texts)}};
}

}  // namespace

json::object policy_json(const PasswordResetPolicy& policy, const core::MethodKinds& available,
                         std::span<const std::string> languages) {
    json::array groups;
    for (const auto& group : policy.groups) groups.emplace_back(group.str());
    return {{"enabled", core::to_string(policy.enabled)},
            {"groupIds", std::move(groups)},
            {"methodsRequired", policy.methods_required},
            {"methods", names_of(policy.methods)},
            {"availableMethods", names_of(available)},
            {"questions", questions_json(policy.questions)},
            {"registrationRequired", policy.registration_required},
            {"reconfirmDays", policy.reconfirm_days},
            {"notifyPeople", policy.notify_people},
            {"notifyAdministrators", policy.notify_administrators},
            {"expiryReminders", reminders_json(policy.reminders)},
            {"customization", customization_json(policy.customization, languages)},
            {"helpdesk", {{"verifyCaller", core::to_string(policy.verify_caller)}}}};
}

std::vector<PolicyMistake> apply_policy_json(const json::object& change, PasswordResetPolicy& policy) {
    std::vector<PolicyMistake> mistakes;
    apply(change, kPolicy, "", policy, mistakes);
    return mistakes;
}

}  // namespace tilbage::tenant::graph
