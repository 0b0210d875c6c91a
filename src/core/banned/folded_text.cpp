#include "core/banned/folded_text.h"

#include <cstring>
#include <span>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

char16_t unit_at(std::span<const std::uint8_t> utf16le, std::size_t index) {
    return static_cast<char16_t>(utf16le[index * 2] | utf16le[index * 2 + 1] << 8);
}

// Calls `take` with every code point of well-formed UTF-16LE.
template <typename Take>
void for_each_code_point(std::span<const std::uint8_t> utf16le, const Take& take) {
    for (std::size_t i = 0; i * 2 < utf16le.size(); ++i) {
        char32_t code_point = unit_at(utf16le, i);
        const bool pair = code_point >= 0xd800 && code_point <= 0xdbff && (i + 1) * 2 < utf16le.size();
        if (pair) code_point = 0x10000 + ((code_point - 0xd800) << 10) + (unit_at(utf16le, ++i) - 0xdc00);
        take(code_point);
    }
}

}  // namespace

char32_t fold_for_banning(char32_t code_point) noexcept {
    switch (code_point) {
        case U'0':
            return U'o';
        case U'1':
            return U'l';
        case U'$':
            return U's';
        case U'@':
            return U'a';
        default:
            return base::fold_simple(code_point);
    }
}

std::optional<std::u32string> fold_for_banning(std::string_view utf8) {
    const auto units = base::to_nfc_utf16le(utf8);
    if (!units) return std::nullopt;
    std::u32string folded;
    for_each_code_point(units->open(), [&](char32_t code_point) { folded += fold_for_banning(code_point); });
    return folded;
}

FoldedPassword::FoldedPassword(const PasswordText& password)
    : folded_(static_cast<std::size_t>(password.units()) * sizeof(char32_t)) {
    auto* const out = folded_.open_mutable().data();
    std::size_t size = 0;
    for_each_code_point(password.utf16le().open(), [&](char32_t code_point) {
        const auto folded = fold_for_banning(code_point);
        std::memcpy(out + size, &folded, sizeof folded);
        size += sizeof folded;
    });
    folded_.truncate(size);
}

char32_t FoldedPassword::at(std::size_t index) const noexcept {
    char32_t code_point = 0;
    std::memcpy(&code_point, folded_.open().data() + index * sizeof code_point, sizeof code_point);
    return code_point;
}

bool FoldedPassword::holds_at(std::size_t index, std::u32string_view word) const noexcept {
    if (word.empty() || index > size() || word.size() > size() - index) return false;
    std::size_t same = 0;
    while (same < word.size() && at(index + same) == word[same]) ++same;
    return same == word.size();
}

bool FoldedPassword::holds(std::u32string_view word) const noexcept {
    for (std::size_t start = 0; start < size(); ++start) {
        if (holds_at(start, word)) return true;
    }
    return false;
}

}  // namespace tilbage::core
