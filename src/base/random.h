// Randomness as a port, and what is made of it.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace tilbage::base {

// Cryptographically strong. Any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// RFC 4122 version 4, lower case.
[[nodiscard]] std::string new_uuid(Random& random);
// `size` random bytes in Base64url.
[[nodiscard]] std::string new_token(Random& random, std::size_t size = 32);
// Evenly distributed decimal digits, leading zeros included.
[[nodiscard]] std::string new_digits(Random& random, int count);

}  // namespace tilbage::base
