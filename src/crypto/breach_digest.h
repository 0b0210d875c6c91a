// The hashes by which lists of breached passwords are published. Neither protects anything here: they only find a line.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"

namespace tilbage::crypto {

// The first 64 bits, the first byte being the highest; the rest is wiped. SHA-1 (FIPS 180-4) of UTF-8.
[[nodiscard]] std::uint64_t sha1_prefix(std::span<const std::uint8_t> utf8);
// The NT hash: MD4 (RFC 1320) of UTF-16LE. unavailable: OpenSSL's legacy provider, which has MD4, cannot be loaded.
[[nodiscard]] base::Result<std::uint64_t> nt_hash_prefix(std::span<const std::uint8_t> utf16le);

}  // namespace tilbage::crypto
