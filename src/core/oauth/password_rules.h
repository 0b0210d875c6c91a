// What a password of an administrator must be: at least twelve characters, not made of their names, not one of those
// that everybody tries first.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/writeback/password_text.h"

namespace tilbage::core {

constexpr int kMinAdministratorPassword = 12;

// What is wrong with it, in English for the command line; empty when nothing is. Never repeats the password.
[[nodiscard]] std::optional<std::string> password_complaint(const PasswordText& password, std::string_view user_name,
                                                            std::string_view display_name);

}  // namespace tilbage::core
