// What a tenant's administrators ban (the portal's Password protection). It is the agents that judge.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/banned/bans.h"

namespace tilbage::core {

// Of all words together, in UTF-8: so that they fit into one frame of the relay.
constexpr std::size_t kMostBannedBytes = std::size_t{48} * 1024;

// Nothing is banned until somebody says so.
struct PasswordProtection {
    bool enabled = false;
    BanMode mode = BanMode::audit;   // first one looks what it would do
    std::vector<std::string> words;  // as they were written; at most kMostBannedWords
    std::int64_t version = 0;        // one more at every write; 0: never written

    bool operator==(const PasswordProtection&) const = default;
};

// What is wrong with a list of words, if something is: too many, or one that may not be banned.
struct WordMistake {
    std::size_t word = 0;  // its place in the list
    enum class What { not_a_word, too_many, too_much } what = What::not_a_word;
};
[[nodiscard]] std::optional<WordMistake> find_mistake(const std::vector<std::string>& words);

// Without spaces at both ends, empty ones, and those that are the same as one before them once case and substitutions
// do not count.
[[nodiscard]] std::vector<std::string> tidy_words(const std::vector<std::string>& words);

// For agents. `organization`: the tenant's names.
[[nodiscard]] TenantBans to_bans(const PasswordProtection& protection, std::vector<std::string> organization);

}  // namespace tilbage::core
