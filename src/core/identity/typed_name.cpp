#include "core/identity/typed_name.h"

#include <algorithm>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::core {

bool is_blank(const std::string& typed) { return typed.find_first_not_of(" \t\r\n") == std::string::npos; }

UserId user_id_or_nobody(const std::string& typed) {
    return parse_user_id(typed).value_or(
        UserId{.form = UserId::Form::bare, .name = "impossible " + base::to_hex(crypto::sha256(typed)), .domain = {}});
}

std::string valid_locale(const std::string& locale) {
    constexpr std::size_t kLongest = 35;
    const bool valid =
        locale.size() <= kLongest && std::ranges::all_of(locale, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        });
    return valid ? locale : std::string{};
}

}  // namespace tilbage::core
