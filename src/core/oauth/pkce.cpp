#include "core/oauth/pkce.h"

#include <algorithm>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kChallengeLength = 43;
constexpr std::size_t kLongestVerifier = 128;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

bool is_code_challenge(std::string_view text) {
    return text.size() == kChallengeLength &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

bool proves(std::string_view code_verifier, std::string_view code_challenge) {
    const auto unreserved = [](char c) {
        return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    };
    if (code_verifier.size() < kChallengeLength || code_verifier.size() > kLongestVerifier) return false;
    if (!std::ranges::all_of(code_verifier, unreserved)) return false;
    return base::equal_in_constant_time(std::string_view(base::to_base64url(crypto::sha256(code_verifier))),
                                        code_challenge);
}

}  // namespace tilbage::core
