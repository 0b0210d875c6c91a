#include "core/writeback/password_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

constexpr std::array<std::uint8_t, 2> kQuote{'"', 0};

std::uint16_t unit_at(std::span<const std::uint8_t> utf16le, std::size_t index) {
    return static_cast<std::uint16_t>(utf16le[index * 2] | (utf16le[index * 2 + 1] << 8));
}

bool has_nul(std::span<const std::uint8_t> utf16le) {
    for (std::size_t i = 0; i < utf16le.size() / 2; ++i) {
        if (unit_at(utf16le, i) == 0) return true;
    }
    return false;
}

bool is_high_surrogate(std::uint16_t unit) { return (unit & 0xfc00) == 0xd800; }

// Writes one code point and returns the number of bytes (RFC 3629 §3).
std::size_t encode(std::uint32_t code_point, std::uint8_t* out) {
    const auto tail = [&](int shift) { return static_cast<std::uint8_t>(0x80 | ((code_point >> shift) & 0x3f)); };
    const auto head = [&](unsigned mark, int shift) { return static_cast<std::uint8_t>(mark | (code_point >> shift)); };
    if (code_point < 0x80) return out[0] = head(0, 0), 1;
    if (code_point < 0x800) return out[0] = head(0xc0, 6), out[1] = tail(0), 2;
    if (code_point < 0x10000) return out[0] = head(0xe0, 12), out[1] = tail(6), out[2] = tail(0), 3;
    return out[0] = head(0xf0, 18), out[1] = tail(12), out[2] = tail(6), out[3] = tail(0), 4;
}

}  // namespace

tl::expected<PasswordText, Reason> PasswordText::from_utf8(const base::SecretBytes& utf8) {
    auto utf16le = base::to_nfc_utf16le(utf8.open_text());
    if (!utf16le || utf16le->empty() || has_nul(utf16le->open())) return tl::unexpected(Reason::password_malformed);
    if (utf16le->size() / 2 > kMaxPasswordUnits) return tl::unexpected(Reason::password_too_long);
    return PasswordText(std::move(*utf16le));
}

base::SecretBytes PasswordText::to_utf8() const {
    const auto units = utf16le_.open();
    // One unit never needs more than three bytes; a pair needs four.
    base::SecretBytes utf8(units.size() / 2 * 3);
    std::size_t size = 0;
    for (std::size_t i = 0; i < units.size() / 2; ++i) {
        std::uint32_t code_point = unit_at(units, i);
        if (is_high_surrogate(unit_at(units, i))) {
            // from_utf8 lets no lone surrogate in: there is a low one behind it.
            code_point = 0x10000 + ((code_point & 0x3ff) << 10) + (unit_at(units, ++i) & 0x3ffU);
        }
        size += encode(code_point, utf8.open_mutable().data() + size);
    }
    utf8.truncate(size);
    return utf8;
}

base::SecretBytes PasswordText::to_unicode_pwd() const {
    base::SecretBytes value(utf16le_.size() + 2 * kQuote.size());
    auto out = value.open_mutable().begin();
    out = std::ranges::copy(kQuote, out).out;
    out = std::ranges::copy(utf16le_.open(), out).out;
    std::ranges::copy(kQuote, out);
    return value;
}

}  // namespace tilbage::core
