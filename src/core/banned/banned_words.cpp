#include "core/banned/banned_words.h"

#include <algorithm>

namespace tilbage::core {
namespace {

constexpr std::u32string_view kNameDelimiters = U",.-_# \t'’";

bool is_control(char32_t code_point) { return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0); }

// Whether `size` characters from `start` on are the word with one character wrong, missing or too many.
bool is_one_edit_away(const FoldedPassword& password, std::size_t start, std::size_t size, std::u32string_view word) {
    const std::size_t shorter = std::min(size, word.size());
    std::size_t before = 0;
    while (before < shorter && password.at(start + before) == word[before]) ++before;
    std::size_t after = 0;
    while (after < shorter - before && password.at(start + size - 1 - after) == word[word.size() - 1 - after]) ++after;
    return std::max(size, word.size()) - before - after == 1;
}

// How many characters from `start` on count as the word, `size` of them wanted.
bool counts_as(const FoldedPassword& password, std::size_t start, std::size_t size, std::u32string_view word) {
    if (size == word.size() && password.holds_at(start, word)) return true;
    // A whole word and one character more is a word and a character.
    if (size > word.size() && (password.holds_at(start, word) || password.holds_at(start + 1, word))) return false;
    return is_one_edit_away(password, start, size, word);
}

}  // namespace

bool may_be_banned(std::string_view word) {
    const auto folded = fold_for_banning(word);
    return folded && folded->size() >= kShortestBannedWord && folded->size() <= kLongestBannedWord &&
           std::ranges::none_of(*folded, is_control);
}

BannedWords::BannedWords(const std::vector<std::string>& words) {
    for (const auto& word : words) {
        if (may_be_banned(word)) folded_.push_back(*fold_for_banning(word));
    }
    std::ranges::sort(folded_);
    const auto [first, last] = std::ranges::unique(folded_);
    folded_.erase(first, last);
}

bool BannedWords::refuse(const FoldedPassword& password) const {
    if (empty()) return false;
    const int left = points(password).back();
    const bool holds_one = left < static_cast<int>(password.size());
    return holds_one && left < kPointsNeeded;
}

std::vector<int> BannedWords::points(const FoldedPassword& password) const {
    const std::size_t end = password.size();
    std::vector<int> least(end + 1);
    for (std::size_t i = 0; i <= end; ++i) least[i] = static_cast<int>(i);
    for (std::size_t start = 0; start < end; ++start) {
        least[start + 1] = std::min(least[start + 1], least[start] + 1);
        for (const auto& word : folded_) {
            for (std::size_t size = word.size() - 1; size <= std::min(word.size() + 1, end - start); ++size) {
                if (least[start + size] <= least[start] + 1 || !counts_as(password, start, size, word)) continue;
                least[start + size] = least[start] + 1;
            }
        }
    }
    return least;
}

std::vector<std::u32string> name_parts(std::string_view name) {
    std::vector<std::u32string> parts;
    const auto folded = fold_for_banning(name);
    if (!folded) return parts;
    std::u32string_view rest = *folded;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(kNameDelimiters), rest.size());
        if (end >= kShortestBannedName) parts.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return parts;
}

}  // namespace tilbage::core
