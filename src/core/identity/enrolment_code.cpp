#include "core/identity/enrolment_code.h"

#include <array>

namespace tilbage::core {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLetters = 16;
constexpr std::size_t kGroup = 4;

char canonical(char typed) {
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'O') return '0';
    return upper == 'I' || upper == 'L' ? '1' : upper;
}

}  // namespace

std::string new_enrolment_code(base::Random& random) {
    std::array<std::uint8_t, kLetters> bytes{};
    random.fill(bytes);
    std::string code;
    for (std::size_t i = 0; i < kLetters; ++i) {
        if (i > 0 && i % kGroup == 0) code += '-';
        code += kAlphabet[bytes[i] % kAlphabet.size()];  // 32 divides 256: no letter is more likely
    }
    return code;
}

std::optional<crypto::Digest> enrolment_code_digest(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        const char letter = canonical(c);
        if (kAlphabet.find(letter) == std::string_view::npos || code.size() == kLetters) return std::nullopt;
        code += letter;
    }
    if (code.size() != kLetters) return std::nullopt;
    return crypto::sha256(code);
}

}  // namespace tilbage::core
