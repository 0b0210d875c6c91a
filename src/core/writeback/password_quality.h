// The complexity rule of Active Directory, evaluated as its documentation has it ("Password must meet complexity
// requirements"; MS-SAMR 3.1.1.7.2). Pure; nothing of the password is copied.
#pragma once

#include <string_view>

#include "core/writeback/password_text.h"

namespace tilbage::core {

constexpr int kCategoriesNeeded = 3;

// Categories of characters in a password, of five: upper-case letters, lower-case letters, digits 0–9, special
// characters, and letters that are neither upper nor lower case. Directories do not agree on the rest (white space,
// currency signs, emoji, control characters): some put them in a category, some in none. So there are two counts, and
// only where both say the same is something proven.
struct CategoryCount {
    int at_least = 0;  // the rest counts for nothing
    int at_most = 0;   // the rest counts as whatever is not there yet
    [[nodiscard]] bool surely_enough() const noexcept { return at_least >= kCategoriesNeeded; }
    [[nodiscard]] bool surely_too_few() const noexcept { return at_most < kCategoriesNeeded; }
};
[[nodiscard]] CategoryCount count_categories(const PasswordText& password);

// Whether the password holds the account name, or a part of the display name (split at , . - _ # space and tab),
// whatever the case. Names and parts shorter than three characters do not count.
[[nodiscard]] bool contains_name(const PasswordText& password, std::string_view sam_account_name,
                                 std::string_view display_name);

}  // namespace tilbage::core
