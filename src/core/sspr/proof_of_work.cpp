#include "core/sspr/proof_of_work.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "base/encoding.h"
#include "core/sspr/limits.h"
#include "crypto/hash.h"

namespace tilbage::core {
namespace {

// "<milliseconds>-<bits>-<random>"
struct Stated {
    std::int64_t issued_at = 0;
    int bits = 0;
};

std::string signature(const base::SecretBytes& key, const std::string& address_block, std::string_view stated) {
    return base::to_base64url(
        crypto::hmac_sha256(key, std::string("proof of work\n").append(address_block).append("\n").append(stated)));
}

template <class Number>
bool read(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

std::optional<Stated> read_stated(std::string_view text) {
    const auto first = text.find('-');
    const auto second = text.find('-', first == std::string_view::npos ? first : first + 1);
    Stated stated;
    if (second == std::string_view::npos || !read(text.substr(0, first), stated.issued_at)) return std::nullopt;
    if (!read(text.substr(first + 1, second - first - 1), stated.bits)) return std::nullopt;
    return stated;
}

int zero_bits(const crypto::Digest& digest) {
    int bits = 0;
    for (const auto byte : digest) {
        bits += std::countl_zero(byte);
        if (byte != 0) break;
    }
    return bits;
}

}  // namespace

int proof_bits(int sessions) {
    if (sessions < limits::kSessionsWithoutProof) return 0;
    return limits::kFirstProofBits + (sessions - limits::kSessionsWithoutProof) / limits::kSessionsPerBit;
}

std::string new_challenge(const base::SecretBytes& key, const std::string& address_block, int bits, base::TimePoint now,
                          base::Random& random) {
    constexpr std::size_t kNonceBytes = 16;
    base::Bytes nonce(kNonceBytes);
    random.fill(nonce);
    const auto stated = std::to_string(base::to_millis(now)) + "-" + std::to_string(bits) + "-" + base::to_hex(nonce);
    return stated + "." + signature(key, address_block, stated);
}

bool proves_work(const base::SecretBytes& key, const std::string& address_block, const WorkProof& proof,
                 base::TimePoint now) {
    constexpr std::size_t kLongestNumber = 20;
    const std::string_view challenge = proof.challenge;
    const auto dot = challenge.find('.');
    if (dot == std::string_view::npos || proof.n.empty() || proof.n.size() > kLongestNumber) return false;
    if (!std::ranges::all_of(proof.n, [](char c) { return c >= '0' && c <= '9'; })) return false;
    const auto wanted = signature(key, address_block, challenge.substr(0, dot));
    if (!base::equal_in_constant_time(challenge.substr(dot + 1), std::string_view(wanted))) return false;
    const auto stated = read_stated(challenge.substr(0, dot));
    if (!stated) return false;
    const auto issued_at = base::from_millis(stated->issued_at);
    if (issued_at > now || now >= issued_at + limits::kProofLifetime) return false;
    return zero_bits(crypto::sha256(proof.challenge + "." + proof.n)) >= stated->bits;
}

}  // namespace tilbage::core
