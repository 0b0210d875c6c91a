#include "core/sync/guid_text.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"

namespace tilbage::core {
namespace {

// Where each byte of the text stands in the directory's order.
constexpr std::array<std::size_t, 16> kOrder = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
constexpr std::array<std::size_t, 4> kDashes = {8, 13, 18, 23};
constexpr std::size_t kLength = 36;

std::optional<std::uint8_t> digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') return static_cast<std::uint8_t>(lower - 'a' + 10);
    return std::nullopt;
}

}  // namespace

std::string to_text(const ObjectGuid& guid) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = guid.bytes[kOrder[i]];
    auto text = base::to_hex(bytes);
    for (const auto dash : kDashes) text.insert(dash, 1, '-');
    return text;
}

std::optional<ObjectGuid> parse_guid(std::string_view text) {
    if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
    if (text.size() != kLength) return std::nullopt;
    ObjectGuid guid;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::ranges::find(kDashes, i) != kDashes.end()) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const auto value = digit(text[i]);
        if (!value) return std::nullopt;
        auto& byte = guid.bytes[kOrder[digits++ / 2]];
        byte = static_cast<std::uint8_t>((byte << 4U) | *value);
    }
    return guid.is_nil() ? std::nullopt : std::optional(guid);
}

}  // namespace tilbage::core
