// Answers to security questions: what is hashed, and which questions are drawn.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

inline constexpr std::size_t kShortestAnswer = 3;  // characters, after normalise_answer()
inline constexpr std::size_t kLongestAnswer = 40;
inline constexpr int kPredefinedQuestions = 35;  // "q01" … "q35"; their texts are the pages'

// NFC, case-folded, spaces at both ends gone and runs of them one: nobody remembers how they spaced "Sankt  Anna".
[[nodiscard]] std::string normalise_answer(std::string_view typed);
// As PasswordHasher takes it. Empty: shorter or longer than an answer may be, or no UTF-8.
[[nodiscard]] std::optional<PasswordText> answer_text(std::string_view typed);

// `count` of `question_ids` by chance, each at most once; all of them when they are fewer.
[[nodiscard]] std::vector<std::string> draw_questions(std::vector<std::string> question_ids, int count,
                                                      base::Random& random);

}  // namespace tilbage::core
