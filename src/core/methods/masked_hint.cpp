#include "core/methods/masked_hint.h"

#include <cstdint>

namespace tilbage::core {
namespace {

constexpr std::string_view kDots = "•••";

// The first character, whatever its length in UTF-8 (RFC 3629 §3).
std::string_view first_character(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (static_cast<std::uint8_t>(text[end]) & 0xc0U) == 0x80U) ++end;
    return text.substr(0, end);
}

}  // namespace

std::string masked_address(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == address.size()) return {};
    const auto domain = address.substr(at + 1);
    std::string hint(first_character(address));
    hint.append(kDots).append("@").append(first_character(domain)).append(kDots);
    return hint;
}

std::string masked_number(std::string_view number) {
    constexpr std::size_t kShown = 2;
    if (number.size() <= kShown) return {};
    return std::string(kDots).append(" ").append(number.substr(number.size() - kShown));
}

}  // namespace tilbage::core
