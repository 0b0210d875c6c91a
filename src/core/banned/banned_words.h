// A list of banned words, and how many points a password has left beside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/banned/folded_text.h"

namespace tilbage::core {

// As Microsoft Entra ID documents its custom banned password list.
constexpr std::size_t kMostBannedWords = 1'000;
constexpr std::size_t kShortestBannedWord = 4;  // characters
constexpr std::size_t kLongestBannedWord = 16;
constexpr int kPointsNeeded = 5;
// Of names in a password; shorter ones are in too many words.
constexpr std::size_t kShortestBannedName = 4;

// 4 to 16 characters of UTF-8 without a control character.
[[nodiscard]] bool may_be_banned(std::string_view word);

// Immutable; any thread.
class BannedWords {
public:
    BannedWords() = default;
    // What is no word (may_be_banned) is left out.
    explicit BannedWords(const std::vector<std::string>& words);

    [[nodiscard]] bool empty() const noexcept { return folded_.empty(); }
    // Each banned word in the password is one point, each character that is left is one; with fewer than five the
    // password is refused for its words. A word also counts with one character wrong, missing or too many, but a
    // character before or after a whole word is one that is left. Of several readings the one with the fewest points
    // counts. A password that holds no banned word at all is never refused here, however short it is.
    [[nodiscard]] bool refuse(const FoldedPassword& password) const;

private:
    // The points of each beginning of the password, the last one being that of all of it. Numbers only.
    [[nodiscard]] std::vector<int> points(const FoldedPassword& password) const;

    std::vector<std::u32string> folded_;
};

// The parts of a name of four characters and more that the password may not hold ("Anna Berg-Holm": anna, berg, holm),
// folded.
[[nodiscard]] std::vector<std::u32string> name_parts(std::string_view name);

}  // namespace tilbage::core
