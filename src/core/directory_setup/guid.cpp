#include "core/directory_setup/guid.h"

#include <charconv>
#include <fmt/core.h>
#include <vector>

namespace tilbage::core {
namespace {

constexpr std::size_t kSidHeader = 8;
constexpr std::array<std::size_t, 16> kTextOrder = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

template <class Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
    Number number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::optional<Guid> Guid::parse(std::string_view text) {
    constexpr std::size_t kLength = 36;
    if (text.size() != kLength) return std::nullopt;
    Guid made;
    std::size_t at = 0;
    for (std::size_t i = 0; i < made.bytes.size(); ++i) {
        if (dash_before(i) && text[at++] != '-') return std::nullopt;
        const auto byte = number_of<std::uint8_t>(text.substr(at, 2), 16);
        if (!byte) return std::nullopt;
        made.bytes[kTextOrder[i]] = *byte;
        at += 2;
    }
    return made;
}

std::string Guid::str() const {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (dash_before(i)) text += '-';
        text += fmt::format("{:02x}", bytes[kTextOrder[i]]);
    }
    return text;
}

std::optional<Sid> Sid::from_bytes(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < kSidHeader || bytes[0] != 1 || bytes[1] > kMostParts) return std::nullopt;
    if (bytes.size() != kSidHeader + std::size_t{4} * bytes[1]) return std::nullopt;
    return Sid(std::string(bytes.begin(), bytes.end()));
}

std::optional<Sid> Sid::parse(std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto dash = text.find('-');
        parts.push_back(text.substr(0, dash));
        if (dash == std::string_view::npos) break;
        text.remove_prefix(dash + 1);
    }
    constexpr std::size_t kFixed = 3;  // S, revision, authority
    if (parts.size() < kFixed || parts.size() > kFixed + kMostParts) return std::nullopt;
    if ((parts[0] != "S" && parts[0] != "s") || parts[1] != "1") return std::nullopt;
    const auto authority = number_of<std::uint64_t>(parts[2]);
    if (!authority || *authority >> 48 != 0) return std::nullopt;
    std::string bytes = {1, static_cast<char>(parts.size() - kFixed)};
    for (int shift = 40; shift >= 0; shift -= 8) bytes += static_cast<char>(*authority >> shift & 0xff);
    for (std::size_t i = kFixed; i < parts.size(); ++i) {
        const auto part = number_of<std::uint32_t>(parts[i]);
        if (!part) return std::nullopt;
        for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(*part >> shift & 0xff);
    }
    return Sid(std::move(bytes));
}

std::string Sid::str() const {
    const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes_[at])}; };
    std::uint64_t authority = 0;  // big endian, unlike the rest
    for (std::size_t i = 2; i < kSidHeader; ++i) authority = authority << 8 | byte(i);
    auto text = fmt::format("S-1-{}", authority);
    for (std::size_t at = kSidHeader; at < bytes_.size(); at += 4) {
        text += fmt::format("-{}", byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24);
    }
    return text;
}

}  // namespace tilbage::core
