// SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/secret.h"

namespace tilbage::crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::span<const std::uint8_t> data);
[[nodiscard]] Digest sha256(std::string_view data);
[[nodiscard]] Digest hmac_sha256(const base::SecretBytes& key, std::string_view data);

}  // namespace tilbage::crypto
