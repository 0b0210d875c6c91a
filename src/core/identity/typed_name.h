// What a page sends about who somebody says they are, made harmless.
#pragma once

#include <string>

#include "core/identity/user_id.h"

namespace tilbage::core {

[[nodiscard]] bool is_blank(const std::string& typed);
// What can be nobody's name becomes a name that nobody has, looked up all the same so that it takes the same time.
[[nodiscard]] UserId user_id_or_nobody(const std::string& typed);
// The page's language (BCP 47 §4.4.1), or nothing.
[[nodiscard]] std::string valid_locale(const std::string& locale);

}  // namespace tilbage::core
