// GUIDs and SIDs in the directory's bytes, and their text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tilbage::core {

// MS-DTYP §2.3.4: the first three fields are little endian in the bytes.
struct Guid {
    std::array<std::uint8_t, 16> bytes{};

    // "00299570-246d-11d0-a768-00aa006e0529", any letter case. Empty optional: not one.
    [[nodiscard]] static std::optional<Guid> parse(std::string_view text);
    [[nodiscard]] std::string str() const;  // lower case
    auto operator<=>(const Guid&) const = default;
};

// A constant that is known to be a GUID; anything else does not compile.
consteval Guid guid(std::string_view text) {
    constexpr std::array<std::size_t, 16> kOrder = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    Guid made;
    std::size_t digits = 0;
    for (const char c : text) {
        if (c == '-') continue;
        const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : throw "not a GUID";
        auto& byte = made.bytes[kOrder[digits / 2]];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
        ++digits;
    }
    if (digits != 32) throw "not a GUID";
    return made;
}

// MS-DTYP §2.4.2.
class Sid {
public:
    // Exactly one SID in the bytes.
    [[nodiscard]] static std::optional<Sid> from_bytes(std::span<const std::uint8_t> bytes);
    // "S-1-5-21-…"
    [[nodiscard]] static std::optional<Sid> parse(std::string_view text);

    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::string str() const;
    auto operator<=>(const Sid&) const = default;

    static constexpr std::size_t kMostParts = 15;

private:
    explicit Sid(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string bytes_;
};

}  // namespace tilbage::core
