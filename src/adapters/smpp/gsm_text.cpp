#include "adapters/smpp/gsm_text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tilbage::adapters::smpp {
namespace {

constexpr std::uint8_t kEscape = 0x1b;
constexpr std::size_t kMostSeptets = 160;
constexpr std::size_t kMostUnits = 70;

// GSM 03.38 §6.2.1, by septet.
constexpr std::u32string_view kAlphabet =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static_assert(kAlphabet.size() == 128);

struct Extended {
    char32_t character;
    std::uint8_t septet;
};
// GSM 03.38 §6.2.1.1: after an escape.
constexpr std::array<Extended, 10> kExtension{{{U'\f', 0x0a},
                                               {U'^', 0x14},
                                               {U'{', 0x28},
                                               {U'}', 0x29},
                                               {U'\\', 0x2f},
                                               {U'[', 0x3c},
                                               {U'~', 0x3d},
                                               {U']', 0x3e},
                                               {U'|', 0x40},
                                               {U'€', 0x65}}};

// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates.
std::optional<std::vector<char32_t>> characters_of(std::string_view utf8) {
    std::vector<char32_t> found;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto first = static_cast<std::uint8_t>(utf8[at]);
        const std::size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (size == 0 || first > 0xf4 || at + size > utf8.size()) return std::nullopt;
        char32_t character = size == 1 ? first : first & (0x7fU >> size);
        for (std::size_t next = 1; next < size; ++next) {
            const auto byte = static_cast<std::uint8_t>(utf8[at + next]);
            if ((byte & 0xc0U) != 0x80U) return std::nullopt;
            character = character << 6U | (byte & 0x3fU);
        }
        const bool overlong = (size == 3 && character < 0x800) || (size == 4 && character < 0x10000);
        if (overlong || character > 0x10ffff || (character >= 0xd800 && character < 0xe000)) return std::nullopt;
        found.push_back(character);
        at += size;
    }
    return found;
}

std::optional<base::Bytes> septets_of(const std::vector<char32_t>& characters) {
    base::Bytes septets;
    for (const auto character : characters) {
        const auto basic = kAlphabet.find(character);
        const auto* extended = std::ranges::find(kExtension, character, &Extended::character);
        if (basic != std::u32string_view::npos && basic != kEscape) {
            septets.push_back(static_cast<std::uint8_t>(basic));
        } else if (extended != kExtension.end()) {
            septets.insert(septets.end(), {kEscape, extended->septet});
        } else {
            return std::nullopt;
        }
    }
    return septets.size() <= kMostSeptets ? std::optional(septets) : std::nullopt;
}

void append(base::Bytes& bytes, char32_t unit) {
    bytes.push_back(static_cast<std::uint8_t>(unit >> 8U));
    bytes.push_back(static_cast<std::uint8_t>(unit & 0xffU));
}

base::Bytes utf16_of(const std::vector<char32_t>& characters) {
    base::Bytes bytes;
    for (const auto character : characters) {
        if (character < 0x10000) {
            append(bytes, character);
        } else {
            append(bytes, 0xd800U + ((character - 0x10000) >> 10U));
            append(bytes, 0xdc00U + ((character - 0x10000) & 0x3ffU));
        }
    }
    return bytes;
}

}  // namespace

std::optional<GsmText> to_gsm_text(std::string_view utf8) {
    constexpr std::uint8_t kUcs2 = 8;
    const auto characters = characters_of(utf8);
    if (!characters) return std::nullopt;
    if (auto septets = septets_of(*characters)) return GsmText{0, std::move(*septets)};
    auto units = utf16_of(*characters);
    if (units.size() > 2 * kMostUnits) return std::nullopt;
    return GsmText{kUcs2, std::move(units)};
}

}  // namespace tilbage::adapters::smpp
