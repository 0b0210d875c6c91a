// objectGUID: the one name of a directory object that never changes (MS-ADTS 3.1.1.1.4).
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>

namespace tilbage::core {

// 16 bytes in the directory's own order. A value.
struct ObjectGuid {
    std::array<std::uint8_t, 16> bytes{};

    // Empty optional: not 16 bytes.
    [[nodiscard]] static std::optional<ObjectGuid> from(std::span<const std::uint8_t> value) {
        ObjectGuid guid;
        if (value.size() != guid.bytes.size()) return std::nullopt;
        std::copy(value.begin(), value.end(), guid.bytes.begin());
        return guid;
    }
    // All zeros: no object. The parent of a domain's head.
    [[nodiscard]] bool is_nil() const { return *this == ObjectGuid(); }
    auto operator<=>(const ObjectGuid&) const = default;
};

struct ObjectGuidHash {
    std::size_t operator()(const ObjectGuid& guid) const noexcept {
        std::size_t hash = 0;
        std::memcpy(&hash, guid.bytes.data(), sizeof hash);  // a GUID is random enough as it is
        return hash;
    }
};

}  // namespace tilbage::core
