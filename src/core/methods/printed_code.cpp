#include "core/methods/printed_code.h"

#include <array>
#include <cstdint>

namespace tilbage::core {
namespace {

// Crockford's Base32: no I, L, O, U. 256 is a multiple of 32, so every character is as likely as any other.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kGroup = 4;

std::string new_code(base::Random& random, std::size_t groups) {
    std::string code;
    for (std::size_t group = 0; group < groups; ++group) {
        std::array<std::uint8_t, kGroup> bytes{};
        random.fill(bytes);
        if (group > 0) code += '-';
        for (const auto byte : bytes) code += kAlphabet[byte % kAlphabet.size()];
    }
    return code;
}

// As Crockford has people's typing read: O is 0, I and L are 1.
char read(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
    if (c == 'O') return '0';
    return c == 'I' || c == 'L' ? '1' : c;
}

std::string normalised(std::string_view typed) {
    std::string text;
    for (const char c : typed) {
        if (c != ' ' && c != '-' && c != '\t') text += read(c);
    }
    return text;
}

}  // namespace

std::string new_recovery_code(base::Random& random) { return new_code(random, 4); }
std::string new_temporary_access_code(base::Random& random) { return new_code(random, 2); }

crypto::Digest printed_code_digest(const base::SecretBytes& key, MethodKind kind, const PersonId& person,
                                   std::string_view typed) {
    return crypto::hmac_sha256(key, std::string("printed code\n")
                                        .append(to_string(kind))
                                        .append("\n")
                                        .append(person.str())
                                        .append("\n")
                                        .append(normalised(typed)));
}

}  // namespace tilbage::core
