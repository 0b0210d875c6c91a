// Telephone numbers as a text-message provider takes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tilbage::core {

// E.164 ("+4512345678") of what a person typed or a directory has: "+45 12 34 56 78", "0045 12345678",
// "+45 (0)12345678 x12" (an extension is cut off), or, when `country` (ISO 3166-1 alpha-2, any case) is one whose
// calling code is known, a national number. Empty: cannot be made into one of 8 to 15 digits.
[[nodiscard]] std::optional<std::string> to_e164(std::string_view typed, std::string_view country = {});

}  // namespace tilbage::core
