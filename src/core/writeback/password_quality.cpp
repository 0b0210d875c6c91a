#include "core/writeback/password_quality.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kShortestName = 3;
constexpr std::u32string_view kSpecial = U"~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/";
constexpr std::string_view kNameDelimiters = ",.-_# \t";

char16_t unit_at(std::span<const std::uint8_t> utf16le, std::size_t index) {
    return static_cast<char16_t>(utf16le[index * 2] | utf16le[index * 2 + 1] << 8);
}

// One code point and how many units it took. A lone surrogate, which PasswordText never holds, would be itself.
struct Step {
    char32_t code_point;
    std::size_t units;
};
Step code_point_at(std::span<const std::uint8_t> utf16le, std::size_t index) {
    const char32_t first = unit_at(utf16le, index);
    if (first < 0xd800 || first > 0xdbff || (index + 1) * 2 >= utf16le.size()) return {first, 1};
    const char32_t second = unit_at(utf16le, index + 1);
    return {0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), 2};
}

std::vector<char16_t> folded_units(std::span<const std::uint8_t> utf16le) {
    std::vector<char16_t> units;
    for (std::size_t i = 0; i * 2 < utf16le.size(); ++i) {
        units.push_back(static_cast<char16_t>(base::fold_simple(unit_at(utf16le, i))));
    }
    return units;
}

// Letters outside the basic plane compare as they are; the names of people rarely hold any.
bool holds(std::span<const std::uint8_t> password, std::string_view name) {
    const auto utf16le = base::to_nfc_utf16le(name);
    if (!utf16le || utf16le->size() / 2 < kShortestName) return false;
    const auto wanted = folded_units(utf16le->open());
    const auto size = password.size() / 2;
    for (std::size_t start = 0; start + wanted.size() <= size; ++start) {
        std::size_t same = 0;
        while (same < wanted.size() && base::fold_simple(unit_at(password, start + same)) == wanted[same]) ++same;
        if (same == wanted.size()) return true;
    }
    return false;
}

}  // namespace

CategoryCount count_categories(const PasswordText& password) {
    const auto utf16le = password.utf16le().open();
    enum { upper, lower, digit, special, letter, kCategories };
    std::array<bool, kCategories> seen{};
    bool disputed = false;
    for (std::size_t i = 0; i * 2 < utf16le.size();) {
        const auto [code_point, units] = code_point_at(utf16le, i);
        i += units;
        switch (base::class_of(code_point)) {
            case base::CharacterClass::upper:
                seen[upper] = true;
                break;
            case base::CharacterClass::lower:
                seen[lower] = true;
                break;
            case base::CharacterClass::other_letter:
                seen[letter] = true;
                break;
            case base::CharacterClass::digit:
                // Digits of other scripts are not base 10 digits to the rule.
                (code_point <= U'9' ? seen[digit] : disputed) = true;
                break;
            case base::CharacterClass::other:
                (kSpecial.find(code_point) != std::u32string_view::npos ? seen[special] : disputed) = true;
                break;
        }
    }
    const auto sure = static_cast<int>(std::ranges::count(seen, true));
    return {.at_least = sure, .at_most = disputed ? sure + !seen[special] + !seen[letter] : sure};
}

bool contains_name(const PasswordText& password, std::string_view sam_account_name, std::string_view display_name) {
    const auto utf16le = password.utf16le().open();
    if (holds(utf16le, sam_account_name)) return true;
    while (!display_name.empty()) {
        const auto end = display_name.find_first_of(kNameDelimiters);
        if (holds(utf16le, display_name.substr(0, end))) return true;
        if (end == std::string_view::npos) break;
        display_name.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace tilbage::core
