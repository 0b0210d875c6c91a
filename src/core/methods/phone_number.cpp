#include "core/methods/phone_number.h"

#include <algorithm>
#include <array>

namespace tilbage::core {
namespace {

struct CallingCode {
    std::string_view country;
    std::string_view code;
    std::string_view trunk;  // dialled before a national number within the country, and not from abroad
};

// ITU-T E.164's list of assigned codes and E.129's of trunk prefixes; people elsewhere write the whole number.
constexpr std::array<CallingCode, 45> kCodes{{
    {"AT", "43", "0"},  {"AU", "61", "0"},  {"BE", "32", "0"},  {"BG", "359", "0"}, {"BR", "55", "0"},
    {"CA", "1", "1"},   {"CH", "41", "0"},  {"CN", "86", "0"},  {"CY", "357", ""},  {"CZ", "420", ""},
    {"DE", "49", "0"},  {"DK", "45", ""},   {"EE", "372", ""},  {"ES", "34", ""},   {"FI", "358", "0"},
    {"FO", "298", ""},  {"FR", "33", "0"},  {"GB", "44", "0"},  {"GL", "299", ""},  {"GR", "30", ""},
    {"HR", "385", "0"}, {"HU", "36", "06"}, {"IE", "353", "0"}, {"IN", "91", "0"},  {"IS", "354", ""},
    {"IT", "39", ""},   {"JP", "81", "0"},  {"LT", "370", "0"}, {"LU", "352", ""},  {"LV", "371", ""},
    {"MT", "356", ""},  {"NL", "31", "0"},  {"NO", "47", ""},   {"NZ", "64", "0"},  {"PL", "48", ""},
    {"PT", "351", ""},  {"RO", "40", "0"},  {"RS", "381", "0"}, {"SE", "46", "0"},  {"SI", "386", "0"},
    {"SK", "421", "0"}, {"TR", "90", "0"},  {"UA", "380", "0"}, {"US", "1", "1"},   {"ZA", "27", "0"},
}};

const CallingCode* find(std::string_view country) {
    const auto same = [](char listed, char given) { return listed == (given >= 'a' ? given - ('a' - 'A') : given); };
    const auto* found = std::ranges::find_if(
        kCodes, [&](const CallingCode& one) { return std::ranges::equal(one.country, country, same); });
    return found == kCodes.end() ? nullptr : found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_separator(char c) { return std::string_view(" -./()\t").find(c) != std::string_view::npos; }

std::string_view without_extension(std::string_view typed) {
    return typed.substr(0, std::min(typed.find_first_of("xX;,"), typed.find("ext")));
}

// What stands in brackets after an international prefix, as in "+44 (0)20 …", is dialled at home only.
std::string without_home_zero(std::string_view typed) {
    std::string text(typed);
    if (const auto at = text.find("(0)"); at != std::string::npos) text.erase(at, 3);
    return text;
}

// The digits, with a '+' before them where one stood; empty for anything else in between.
std::optional<std::string> plain(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (is_separator(c)) continue;
        if (!is_digit(c) && !(c == '+' && digits.empty())) return std::nullopt;
        digits += c;
    }
    return digits;
}

std::optional<std::string> checked(std::string number) {
    constexpr std::size_t kFewest = 8;
    constexpr std::size_t kMost = 15;
    const auto digits = number.size() - 1;
    if (digits < kFewest || digits > kMost || number[1] == '0') return std::nullopt;
    return number;
}

}  // namespace

std::optional<std::string> to_e164(std::string_view typed, std::string_view country) {
    const auto digits = plain(without_home_zero(without_extension(typed)));
    if (!digits || digits->empty()) return std::nullopt;
    if (digits->front() == '+') return checked(*digits);
    if (digits->starts_with("00")) return checked("+" + digits->substr(2));
    const auto* known = find(country);
    if (known == nullptr) return std::nullopt;
    const bool dialled = !known->trunk.empty() && digits->starts_with(known->trunk);
    return checked("+" + std::string(known->code) + digits->substr(dialled ? known->trunk.size() : 0));
}

}  // namespace tilbage::core
