#include "adapters/totp/oath_totp.h"

#include <array>
#include <cstdlib>
#include <liboath/oath.h>
#include <stdexcept>

namespace tilbage::adapters::totp {
namespace {

constexpr unsigned kDigits = 6;
constexpr std::int64_t kStepSeconds = 30;  // RFC 6238 §4.1
constexpr std::int64_t kStepsAround = 1;   // clocks differ, and people type slowly (RFC 6238 §5.2)

// liboath writes a closing zero after the digits.
std::optional<std::string> code_of(const base::SecretBytes& secret, std::int64_t step) {
    std::array<char, kDigits + 1> code{};
    const auto key = secret.open_text();
    if (oath_hotp_generate(key.data(), key.size(), static_cast<std::uint64_t>(step), kDigits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code.data()) != OATH_OK)
        return std::nullopt;
    return std::string(code.data(), kDigits);
}

}  // namespace

OathTotp::OathTotp() {
    if (oath_init() != OATH_OK) throw std::runtime_error("liboath cannot be used here");
}

// The absolute step is what must not serve twice, so it is told; every step is looked at, whichever fits.
std::optional<std::int64_t> OathTotp::step_of(const base::SecretBytes& secret, std::string_view code,
                                              base::TimePoint now) const {
    const std::int64_t current = base::to_seconds(now) / kStepSeconds;
    std::optional<std::int64_t> found;
    for (std::int64_t step = current - kStepsAround; step <= current + kStepsAround; ++step) {
        if (step < 0) continue;
        const auto right = code_of(secret, step);
        if (right && base::equal_in_constant_time(std::string_view(*right), code)) found = step;
    }
    return found;
}

std::string OathTotp::to_base32(const base::SecretBytes& secret) const {
    char* text = nullptr;
    std::size_t size = 0;
    const auto bytes = secret.open_text();
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &size) != OATH_OK)
        throw std::runtime_error("liboath has no memory");
    std::string encoded(text, size);
    base::wipe(text, size);
    std::free(text);
    while (encoded.ends_with('=')) encoded.pop_back();
    return encoded;
}

}  // namespace tilbage::adapters::totp
