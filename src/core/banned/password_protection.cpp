#include "core/banned/password_protection.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/banned/banned_words.h"

namespace tilbage::core {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

std::optional<WordMistake> find_mistake(const std::vector<std::string>& words) {
    if (words.size() > kMostBannedWords) return WordMistake{kMostBannedWords, WordMistake::What::too_many};
    const auto wrong = std::ranges::find_if_not(words, may_be_banned);
    if (wrong != words.end())
        return WordMistake{static_cast<std::size_t>(wrong - words.begin()), WordMistake::What::not_a_word};
    const auto bytes = std::accumulate(words.begin(), words.end(), std::size_t{0},
                                       [](std::size_t sum, const auto& word) { return sum + word.size(); });
    if (bytes > kMostBannedBytes) return WordMistake{words.size() - 1, WordMistake::What::too_much};
    return std::nullopt;
}

std::vector<std::string> tidy_words(const std::vector<std::string>& words) {
    std::vector<std::string> tidy;
    std::set<std::u32string> seen;
    for (const auto& written : words) {
        const auto word = trimmed(written);
        const auto folded = fold_for_banning(word);
        if (word.empty() || (folded && !seen.insert(*folded).second)) continue;
        tidy.emplace_back(word);
    }
    return tidy;
}

TenantBans to_bans(const PasswordProtection& protection, std::vector<std::string> organization) {
    return {.enabled = protection.enabled,
            .mode = protection.mode,
            .words = protection.enabled ? protection.words : std::vector<std::string>(),
            .organization = protection.enabled ? std::move(organization) : std::vector<std::string>()};
}

}  // namespace tilbage::core
