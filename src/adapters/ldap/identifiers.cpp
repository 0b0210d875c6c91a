#include "adapters/ldap/identifiers.h"

#include <fmt/core.h>

namespace tilbage::adapters::ldap {

std::string guid_to_text(std::span<const std::uint8_t> guid) {
    if (guid.size() != 16) return {};
    constexpr int kDash = -1;
    constexpr int kOrder[] = {3, 2, 1, 0, kDash, 5, 4, kDash, 7, 6, kDash, 8, 9, kDash, 10, 11, 12, 13, 14, 15};
    std::string text;
    for (const int position : kOrder) {
        text += position == kDash ? "-" : fmt::format("{:02x}", guid[static_cast<std::size_t>(position)]);
    }
    return text;
}

std::string guid_dn(std::string_view guid_text) { return fmt::format("<GUID={}>", guid_text); }

std::optional<std::string> sid_to_text(std::span<const std::uint8_t> sid) {
    constexpr std::size_t kHeader = 8;
    if (sid.size() < kHeader || sid[0] != 1 || sid.size() != kHeader + std::size_t{4} * sid[1]) return std::nullopt;
    std::uint64_t authority = 0;  // big endian, unlike the rest
    for (std::size_t i = 2; i < kHeader; ++i) authority = authority << 8 | sid[i];
    auto text = fmt::format("S-1-{}", authority);
    for (std::size_t at = kHeader; at < sid.size(); at += 4) {
        const auto part = static_cast<std::uint32_t>(sid[at]) | static_cast<std::uint32_t>(sid[at + 1]) << 8 |
                          static_cast<std::uint32_t>(sid[at + 2]) << 16 | static_cast<std::uint32_t>(sid[at + 3]) << 24;
        text += fmt::format("-{}", part);
    }
    return text;
}

std::string escape_filter_value(std::string_view value) {
    std::string escaped;
    for (const char c : value) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        escaped += plain ? std::string(1, c) : fmt::format("\\{:02x}", static_cast<unsigned char>(c));
    }
    return escaped;
}

}  // namespace tilbage::adapters::ldap
