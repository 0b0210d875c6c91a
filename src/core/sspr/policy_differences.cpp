#include "core/sspr/policy_differences.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

#include "core/audit/details.h"

namespace tilbage::core {
namespace {

std::string text_of(bool on) { return on ? "true" : "false"; }
std::string text_of(int number) { return std::to_string(number); }
std::string text_of(const std::string& text) { return quoted(text); }
std::string text_of(ResetEnablement enabled) { return quoted(to_string(enabled)); }
std::string text_of(VerifyCaller verify) { return quoted(to_string(verify)); }

std::string joined(const std::vector<std::string>& texts) { return quoted(fmt::format("{}", fmt::join(texts, ","))); }

std::string text_of(const std::vector<GroupId>& groups) {
    std::vector<std::string> ids;
    for (const auto& group : groups) ids.push_back(group.str());
    return joined(ids);
}

std::string text_of(const MethodKinds& methods) {
    std::vector<std::string> names;
    for (const auto kind : methods) names.emplace_back(to_string(kind));
    return joined(names);
}

std::string text_of(const std::vector<std::string>& texts) { return joined(texts); }

std::string text_of(const std::vector<int>& numbers) { return quoted(fmt::format("{}", fmt::join(numbers, ","))); }

std::string text_of(const std::vector<CustomQuestion>& questions) {
    std::vector<std::string> texts;
    for (const auto& [number, text] : questions) texts.push_back(fmt::format("{}: {}", number, text));
    return joined(texts);
}

std::string text_in(const Customization& customization, const std::string& language) {
    const auto found = customization.identify_text.find(language);
    return found == customization.identify_text.end() ? std::string{} : found->second;
}

}  // namespace

std::vector<PolicyDifference> differences(const PasswordResetPolicy& before, const PasswordResetPolicy& after) {
    std::vector<PolicyDifference> found;
    const auto compare = [&](const char* setting, const auto& one, const auto& other) {
        if (one != other) found.push_back({setting, text_of(one), text_of(other)});
    };
    compare("enabled", before.enabled, after.enabled);
    compare("groupIds", before.groups, after.groups);
    compare("methodsRequired", before.methods_required, after.methods_required);
    compare("methods", before.methods, after.methods);
    compare("questions.toRegister", before.questions.to_register, after.questions.to_register);
    compare("questions.toReset", before.questions.to_reset, after.questions.to_reset);
    compare("questions.predefined", before.questions.predefined, after.questions.predefined);
    compare("questions.custom", before.questions.custom, after.questions.custom);
    compare("registrationRequired", before.registration_required, after.registration_required);
    compare("reconfirmDays", before.reconfirm_days, after.reconfirm_days);
    compare("notifyPeople", before.notify_people, after.notify_people);
    compare("notifyAdministrators", before.notify_administrators, after.notify_administrators);
    compare("expiryReminders.enabled", before.reminders.enabled, after.reminders.enabled);
    compare("expiryReminders.daysBefore", before.reminders.days_before, after.reminders.days_before);
    compare("expiryReminders.atHour", before.reminders.at_hour, after.reminders.at_hour);
    compare("expiryReminders.timeZone", before.reminders.time_zone, after.reminders.time_zone);
    compare("expiryReminders.after", before.reminders.after, after.reminders.after);
    compare("helpdesk.verifyCaller", before.verify_caller, after.verify_caller);
    const auto& look = before.customization;
    const auto& new_look = after.customization;
    compare("customization.helpdesk", look.helpdesk, new_look.helpdesk);
    compare("customization.logo", look.logo_digest, new_look.logo_digest);
    compare("customization.accentColor", look.accent_color, new_look.accent_color);
    std::set<std::string> languages;
    for (const auto* texts : {&look.identify_text, &new_look.identify_text})
        for (const auto& [language, text] : *texts) languages.insert(language);
    for (const auto& language : languages) {
        compare(("customization.identifyText." + language).c_str(), text_in(look, language),
                text_in(new_look, language));
    }
    return found;
}

}  // namespace tilbage::core
