// Base64 (RFC 4648 §4 and §5) and hexadecimal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tilbage::base {

using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);
// Without padding, as JOSE wants it (RFC 7515 §2). The decoders are strict: no white space, no stray bits in the tail.
[[nodiscard]] std::string to_base64url(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<Bytes> from_base64url(std::string_view text);
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);

}  // namespace tilbage::base
