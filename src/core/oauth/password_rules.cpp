#include "core/oauth/password_rules.h"

#include <algorithm>
#include <array>

#include "core/writeback/password_quality.h"

namespace tilbage::core {
namespace {

constexpr int kFewestDifferent = 5;

// The words that obvious passwords are made of, in the letters that plain() leaves.
constexpr std::string_view kObvious[] = {
    "administrator", "adgangskode", "velkommen", "hemmelig", "password",   "iloveyou", "kodeord", "welcome",
    "letmein",       "tilbage",     "sommer",    "vinter",   "qwertyuiop", "qwerty",   "asdfgh",  "zxcvbn",
    "secret",        "change",      "changeme",  "abcdefgh", "abc",        "summer",   "winter",  "spring",
    "autumn",        "foraar",      "efteraar",  "test",     "admin",      "login",    "root",    "guest",
    "default",       "master",      "monkey",    "dragon",   "football",   "danmark",  "denmark", "me",
};

// Digits and signs that people write for letters.
char plain(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    constexpr std::string_view kFrom = "013457@$!";
    constexpr std::string_view kTo = "oieastasi";
    const auto at = kFrom.find(c);
    return at == std::string_view::npos ? c : kTo[at];
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// What stands there when digits and signs at both ends are taken off and the rest is read as letters. Empty when
// something else than ASCII is in it: nobody's list has that.
base::SecretBytes core_of(const PasswordText& password) {
    const auto utf8 = password.to_utf8();
    auto text = utf8.open_text();
    const auto is_ascii_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    while (!text.empty() && !is_ascii_letter(text.front()) && plain(text.front()) == text.front())
        text.remove_prefix(1);
    while (!text.empty() && !is_ascii_letter(text.back())) text.remove_suffix(1);
    base::SecretBytes letters(text.size());
    std::size_t size = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0x80U) != 0) return {};
        if (is_letter(plain(c))) letters.open_mutable()[size++] = static_cast<std::uint8_t>(plain(c));
    }
    letters.truncate(size);
    return letters;
}

// Whether nothing is left when obvious words are taken off the front, the longest first.
bool is_made_of_obvious_words(std::string_view letters) {
    while (!letters.empty()) {
        std::size_t longest = 0;
        for (const auto word : kObvious)
            if (letters.starts_with(word)) longest = std::max(longest, word.size());
        if (longest == 0) return false;
        letters.remove_prefix(longest);
    }
    return true;
}

// "aaaaaaaaaaaa", "121212121212", "123456789012".
bool is_a_pattern(std::span<const std::uint8_t> utf16le) {
    std::array<bool, 256> seen{};
    int different = 0;
    std::size_t steps = 0;
    for (std::size_t i = 0; i < utf16le.size(); i += 2) {
        if (!seen.at(utf16le[i])) ++different;
        seen.at(utf16le[i]) = true;
        if (i >= 2 && (utf16le[i] - utf16le[i - 2] == 1 || utf16le[i - 2] - utf16le[i] == 1)) ++steps;
    }
    return different < kFewestDifferent || steps * 4 >= utf16le.size() / 2 * 3;
}

}  // namespace

std::optional<std::string> password_complaint(const PasswordText& password, std::string_view user_name,
                                              std::string_view display_name) {
    if (password.units() < kMinAdministratorPassword) return "it must be at least 12 characters long";
    if (contains_name(password, user_name, display_name) ||
        contains_name(password, user_name.substr(0, user_name.find('@')), {}))
        return "it must not contain the user name or a part of the display name";
    const auto letters = core_of(password);
    if (is_a_pattern(password.utf16le().open()) || (!letters.empty() && is_made_of_obvious_words(letters.open_text())))
        return "it is one of those that are tried first; use several words that do not belong together";
    return std::nullopt;
}

}  // namespace tilbage::core
