#include "core/writeback/refusal_text.h"

#include <charconv>

namespace tilbage::core {
namespace {

constexpr std::string_view kSpeaker = "check_password_restrictions: ";

std::optional<int> number_after(std::string_view text, std::string_view words) {
    const auto at = text.find(words);
    if (at == std::string_view::npos) return std::nullopt;
    const auto* begin = text.data() + at + words.size();
    int number = 0;
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
    if (error != std::errc() || number <= 0) return std::nullopt;
    return number;
}

}  // namespace

std::optional<RefusalText> read_refusal_text(std::string_view diagnostic_message) {
    const auto at = diagnostic_message.find(kSpeaker);
    if (at == std::string_view::npos) return std::nullopt;
    const auto text = diagnostic_message.substr(at + kSpeaker.size());
    if (text.starts_with("the password is too short.")) {
        return RefusalText{NamedRule::length, number_after(text, "equal or longer than ")};
    }
    if (text.starts_with("the password does not meet the complexity criteria"))
        return RefusalText{NamedRule::complexity, {}};
    if (text.starts_with("the password was already used")) return RefusalText{NamedRule::history, {}};
    if (text.starts_with("password is too young to change")) return RefusalText{NamedRule::min_age, {}};
    return std::nullopt;
}

}  // namespace tilbage::core
