// The rule that a domain controller names by itself. Samba does, in constant English
// (source4/dsdb/samdb/ldb_modules/password_hash.c, check_password_restrictions); Windows says the same text for every
// rule.
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

enum class NamedRule { length, complexity, history, min_age };

struct RefusalText {
    NamedRule rule;
    std::optional<int> min_length;  // "… equal or longer than 8 characters!"
};

[[nodiscard]] std::optional<RefusalText> read_refusal_text(std::string_view diagnostic_message);

}  // namespace tilbage::core
