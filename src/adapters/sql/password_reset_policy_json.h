// The parts of a password reset policy that stand in their row as JSON.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/sspr/password_reset_policy.h"

namespace tilbage::adapters::sql {

// Readers throw on what no writer of these makes: a damaged file.
[[nodiscard]] std::string questions_to_json(const core::SecurityQuestionPolicy& questions);
[[nodiscard]] core::SecurityQuestionPolicy questions_from_json(std::string_view json);
[[nodiscard]] std::string reminders_to_json(const core::ReminderSettings& reminders);
[[nodiscard]] core::ReminderSettings reminders_from_json(std::string_view json);
[[nodiscard]] std::string texts_by_language_to_json(const std::map<std::string, std::string>& texts);
[[nodiscard]] std::map<std::string, std::string> texts_by_language_from_json(std::string_view json);

}  // namespace tilbage::adapters::sql
