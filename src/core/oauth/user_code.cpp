#include "core/oauth/user_code.h"

#include <array>

namespace tilbage::core {
namespace {

constexpr std::string_view kLetters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t kLength = 8;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string new_user_code(base::Random& random) {
    constexpr unsigned kEven = 256 / 20 * 20;  // bytes from here on would favour the first letters
    std::string code;
    while (code.size() < kLength + 1) {
        std::array<std::uint8_t, 1> byte{};
        random.fill(byte);
        if (byte[0] >= kEven) continue;
        if (code.size() == kLength / 2) code += '-';
        code += kLetters[byte[0] % kLetters.size()];
    }
    return code;
}

std::optional<crypto::Digest> user_code_digest(const base::SecretBytes& key, std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (kLetters.find(upper(c)) == std::string_view::npos || code.size() == kLength) return std::nullopt;
        code += upper(c);
    }
    if (code.size() != kLength) return std::nullopt;
    return crypto::hmac_sha256(key, "user code\n" + code);
}

}  // namespace tilbage::core
