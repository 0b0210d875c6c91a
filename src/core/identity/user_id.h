// What somebody typed to say who they are, parsed into a lookup. Nothing typed here ever reaches an LDAP filter or SQL
// text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tilbage::core {

// All members are case-folded NFC (base::fold_case).
struct UserId {
    enum class Form { address, down_level, bare };
    Form form = Form::bare;
    std::string name;    // the whole address for `address`, the account name for the others
    std::string domain;  // NetBIOS name of DOMAIN\name, DNS suffix of an address; empty for `bare`
    // One spelling for all attempts on the same typed name, for counting.
    [[nodiscard]] std::string counting_key() const;
};

// Empty when it can be nobody's: nothing typed, over 320 bytes, not UTF-8, a control character.
[[nodiscard]] std::optional<UserId> parse_user_id(std::string_view typed);

}  // namespace tilbage::core
