#include "core/sspr/policy_mistakes.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/unicode.h"
#include "core/sspr/accent_contrast.h"
#include "core/sspr/helpdesk_link.h"

namespace tilbage::core {
namespace {

using namespace policy_limits;
using Mistakes = std::vector<PolicyMistake>;

bool within(int value, int least, int most) { return value >= least && value <= most; }

template <class T>
bool has_twins(std::vector<T> values) {
    std::ranges::sort(values);
    return std::ranges::adjacent_find(values) != values.end();
}

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// What a page can show as it stands: valid UTF-8 without control characters, but for line ends where they may be.
bool is_plain_text(std::string_view text, bool lines) {
    return base::is_valid_utf8(text) && std::ranges::none_of(text, [&](char c) {
               return (static_cast<unsigned char>(c) < 0x20 && !(lines && c == '\n')) || c == 0x7F;
           });
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \n") == std::string_view::npos; }

void look_at_groups(const PasswordResetPolicy& policy, Mistakes& mistakes) {
    if (policy.groups.size() > kGroups)
        mistakes.push_back({"groupIds", fmt::format("At most {} groups can be chosen.", kGroups)});
    if (policy.enabled == ResetEnablement::selected && policy.groups.empty())
        mistakes.push_back({"groupIds", "Choose at least one group, or enable nobody or everybody."});
    if (has_twins(policy.groups)) mistakes.push_back({"groupIds", "A group is named twice."});
}

void look_at_methods(const PasswordResetPolicy& policy, Mistakes& mistakes) {
    if (!within(policy.methods_required, 1, kMostMethodsRequired)) {
        mistakes.push_back({"methodsRequired", "One or two methods can be required."});
    } else if (policy.methods.size() < static_cast<std::size_t>(policy.methods_required)) {
        mistakes.push_back({"methods", "There must be at least as many methods as are required."});
    }
}

bool is_predefined(std::string_view id) {
    if (id.size() != 3 || id[0] != 'q' || id[1] < '0' || id[1] > '9' || id[2] < '0' || id[2] > '9') return false;
    return within((id[1] - '0') * 10 + id[2] - '0', 1, kPredefinedQuestions);
}

void look_at_custom_questions(const SecurityQuestionPolicy& questions, Mistakes& mistakes) {
    if (questions.custom.size() > kCustomQuestions)
        mistakes.push_back({"questions.custom", fmt::format("At most {} questions.", kCustomQuestions)});
    std::set<int> numbers;
    std::set<std::string> texts;
    for (const auto& [number, text] : questions.custom) {
        if (number < 1 || number > questions.last_custom_number || !numbers.insert(number).second)
            mistakes.push_back({"questions.custom", "A number is not that of a question, or stands there twice."});
        const auto length = characters(text);
        if (!is_plain_text(text, false) || is_blank(text) || length < kShortestQuestion || length > kLongestQuestion) {
            mistakes.push_back({"questions.custom", fmt::format("A question has {} to {} characters on one line.",
                                                                kShortestQuestion, kLongestQuestion)});
        } else if (!texts.insert(base::fold_case(text)).second) {
            mistakes.push_back({"questions.custom", "A question stands there twice."});
        }
    }
}

void look_at_questions(const PasswordResetPolicy& policy, Mistakes& mistakes) {
    const auto& questions = policy.questions;
    const auto between = fmt::format("{} to {} questions.", kFewestQuestions, kMostQuestions);
    if (!within(questions.to_register, kFewestQuestions, kMostQuestions))
        mistakes.push_back({"questions.toRegister", between});
    if (!within(questions.to_reset, kFewestQuestions, kMostQuestions)) {
        mistakes.push_back({"questions.toReset", between});
    } else if (questions.to_reset > questions.to_register) {
        mistakes.push_back({"questions.toReset", "Not more than are to be registered."});
    }
    if (!std::ranges::all_of(questions.predefined, is_predefined) || has_twins(questions.predefined))
        mistakes.push_back({"questions.predefined", "Questions are named q01 to q35, each once."});
    look_at_custom_questions(questions, mistakes);
    const auto offered = questions.predefined.size() + questions.custom.size();
    if (policy.methods.contains(MethodKind::security_questions) && questions.to_register > 0 &&
        offered < static_cast<std::size_t>(questions.to_register))
        mistakes.push_back({"questions", "Offer at least as many questions as are to be registered."});
}

void look_at_reminders(const ReminderSettings& reminders, Mistakes& mistakes) {
    const auto& days = reminders.days_before;
    if (days.size() > kReminderDays)
        mistakes.push_back({"expiryReminders.daysBefore", fmt::format("At most {} days.", kReminderDays)});
    if (!std::ranges::all_of(days, [](int day) { return within(day, 1, kFarthestReminderDay); }))
        mistakes.push_back({"expiryReminders.daysBefore", fmt::format("1 to {} days.", kFarthestReminderDay)});
    if (has_twins(days)) mistakes.push_back({"expiryReminders.daysBefore", "A day stands there twice."});
    if (reminders.enabled && days.empty() && !reminders.after)
        mistakes.push_back({"expiryReminders.daysBefore", "Choose at least one day, or one after the expiry."});
    if (!within(reminders.at_hour, 0, 23)) mistakes.push_back({"expiryReminders.atHour", "0 to 23."});
}

void look_at_customization(const Customization& customization, Mistakes& mistakes) {
    if (!customization.helpdesk.empty() && !is_helpdesk_link(customization.helpdesk)) {
        mistakes.push_back(
            {"customization.helpdesk", "A link that begins with https://, mailto: or tel:, without spaces."});
    }
    if (!customization.accent_color.empty()) {
        const auto contrast = contrast_with_white(customization.accent_color);
        if (!contrast) {
            mistakes.push_back({"customization.accentColor", "A colour such as #0f6cbd."});
        } else if (*contrast < kLeastContrast) {
            mistakes.push_back(
                {"customization.accentColor", "White text must be readable on it: choose a darker colour."});
        }
    }
    for (const auto& [language, text] : customization.identify_text) {
        const auto property = "customization.identifyText." + language;
        if (text.size() > kIdentifyTextBytes) {
            mistakes.push_back({property, fmt::format("At most {} bytes.", kIdentifyTextBytes)});
        } else if (!is_plain_text(text, true)) {
            mistakes.push_back({property, "Plain text without control characters."});
        }
    }
}

void look_at_logo(const Customization& customization, Mistakes& mistakes) {
    if (customization.logo.empty()) return;
    if (customization.logo.size() > kLogoBytes)
        mistakes.push_back({"customization.logo", fmt::format("At most {} KiB.", kLogoBytes / 1024)});
    if (picture_type(customization.logo).empty() || picture_type(customization.logo) != customization.logo_type)
        mistakes.push_back({"customization.logo", "A PNG or JPEG picture."});
}

}  // namespace

std::vector<PolicyMistake> mistakes_in(const PasswordResetPolicy& policy) {
    Mistakes mistakes;
    look_at_groups(policy, mistakes);
    look_at_methods(policy, mistakes);
    look_at_questions(policy, mistakes);
    if (!within(policy.reconfirm_days, 0, kLongestReconfirmDays))
        mistakes.push_back({"reconfirmDays", fmt::format("0 to {} days.", kLongestReconfirmDays)});
    look_at_reminders(policy.reminders, mistakes);
    look_at_customization(policy.customization, mistakes);
    look_at_logo(policy.customization, mistakes);
    return mistakes;
}

// PNG (RFC 2083 §3.1), JPEG (ISO/IEC 10918-1, Annex B: SOI and the next marker).
std::string_view picture_type(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
    return {};
}

}  // namespace tilbage::core
