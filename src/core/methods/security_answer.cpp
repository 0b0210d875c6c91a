#include "core/methods/security_answer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<std::uint8_t>(c) & 0xc0U) != 0x80U; }));
}

// Evenly distributed below `bound` (at most 2^16): what would make some numbers likelier is thrown again.
std::size_t below(std::size_t bound, base::Random& random) {
    constexpr std::size_t kRange = std::size_t{1} << 32U;
    for (;;) {
        std::array<std::uint8_t, 4> bytes{};
        random.fill(bytes);
        std::size_t drawn = 0;
        for (const auto byte : bytes) drawn = (drawn << 8U) | byte;
        if (drawn < kRange - kRange % bound) return drawn % bound;
    }
}

}  // namespace

std::string normalise_answer(std::string_view typed) {
    std::string answer;
    for (const char c : base::fold_case(typed)) {
        if (!is_space(c)) {
            answer += c;
        } else if (!answer.empty() && answer.back() != ' ') {
            answer += ' ';
        }
    }
    if (!answer.empty() && answer.back() == ' ') answer.pop_back();
    return answer;
}

std::optional<PasswordText> answer_text(std::string_view typed) {
    const auto answer = normalise_answer(typed);
    const auto length = characters(answer);
    if (length < kShortestAnswer || length > kLongestAnswer) return std::nullopt;
    auto text = PasswordText::from_utf8(base::SecretBytes::copy_of(answer));
    if (!text) return std::nullopt;
    return std::move(*text);
}

std::vector<std::string> draw_questions(std::vector<std::string> question_ids, int count, base::Random& random) {
    const auto wanted = std::min(question_ids.size(), static_cast<std::size_t>(std::max(count, 0)));
    for (std::size_t i = 0; i < wanted; ++i) {
        std::swap(question_ids[i], question_ids[i + below(question_ids.size() - i, random)]);
    }
    question_ids.resize(wanted);
    return question_ids;
}

}  // namespace tilbage::core
