// What a password reset policy must not say (docs/protocol.md §12).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

namespace policy_limits {
constexpr std::size_t kGroups = 50;
constexpr int kMostMethodsRequired = 2;
constexpr int kFewestQuestions = 3;
constexpr int kMostQuestions = 5;
constexpr int kPredefinedQuestions = 35;
constexpr std::size_t kCustomQuestions = 20;
constexpr std::size_t kShortestQuestion = 3;   // characters
constexpr std::size_t kLongestQuestion = 200;  // characters
constexpr int kLongestReconfirmDays = 730;
constexpr std::size_t kReminderDays = 6;
constexpr int kFarthestReminderDay = 90;
constexpr std::size_t kLongestHelpdesk = 512;
constexpr std::size_t kLogoBytes = std::size_t{40} * 1024;
constexpr std::size_t kIdentifyTextBytes = 1024;
constexpr double kLeastContrast = 4.5;  // WCAG 2.2, 1.4.3
}  // namespace policy_limits

struct PolicyMistake {
    std::string property;  // as the API names it: "questions.toReset"
    std::string message;   // English, says what would be right

    bool operator==(const PolicyMistake&) const = default;
};

// Empty: it may be written, if the time zone is one, and the texts are in languages that there are
// (ChangePasswordResetPolicy looks).
[[nodiscard]] std::vector<PolicyMistake> mistakes_in(const PasswordResetPolicy& policy);

// "image/png" or "image/jpeg" by the file's first bytes, whatever it is called; empty: neither.
[[nodiscard]] std::string_view picture_type(std::string_view bytes);

}  // namespace tilbage::core
