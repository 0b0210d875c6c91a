#include "core/identity/user_id.h"

#include <algorithm>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

// The longest address there can be (RFC 3696 §3, 64 + 1 + 255); account names are far shorter.
constexpr std::size_t kMaxBytes = 320;

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

// People paste names with a space or a line end after them.
std::string_view without_outer_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::optional<UserId> down_level(const std::string& folded, std::size_t backslash) {
    UserId id{
        .form = UserId::Form::down_level, .name = folded.substr(backslash + 1), .domain = folded.substr(0, backslash)};
    if (id.name.empty() || id.domain.empty() || id.name.find('\\') != std::string::npos) return std::nullopt;
    return id;
}

std::optional<UserId> address(const std::string& folded, std::size_t at) {
    UserId id{.form = UserId::Form::address, .name = folded, .domain = folded.substr(at + 1)};
    if (at == 0 || id.domain.empty()) return std::nullopt;
    return id;
}

}  // namespace

std::optional<UserId> parse_user_id(std::string_view typed) {
    if (typed.size() > kMaxBytes || has_control_character(typed)) return std::nullopt;
    const std::string folded = base::fold_case(without_outer_spaces(typed));
    if (folded.empty()) return std::nullopt;
    if (const auto backslash = folded.find('\\'); backslash != std::string::npos) return down_level(folded, backslash);
    if (const auto at = folded.rfind('@'); at != std::string::npos) return address(folded, at);
    return UserId{.form = UserId::Form::bare, .name = folded, .domain = {}};
}

std::string UserId::counting_key() const { return form == Form::down_level ? domain + '\\' + name : name; }

}  // namespace tilbage::core
