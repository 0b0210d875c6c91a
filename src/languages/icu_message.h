// ICU MessageFormat patterns: what stands in one, and what it says. Any thread.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "languages/message.h"

namespace tilbage::languages {

// The names of a pattern's arguments. Fails for a pattern that ICU does not take, and for arguments with numbers
// instead of names; the error says where.
[[nodiscard]] base::Result<std::set<std::string>> arguments_of(std::string_view pattern);

// The keys of a pattern's selects, as "kind: unlock"; none for a pattern that ICU does not take.
[[nodiscard]] std::set<std::string> select_keys_of(std::string_view pattern);

// Fails for a broken pattern, and for words where the pattern wants a number.
[[nodiscard]] base::Result<std::string> format_message(std::string_view pattern, std::string_view locale,
                                                       std::span<const Argument> arguments);

}  // namespace tilbage::languages
