#include "base/random.h"

#include <array>
#include <vector>

#include "base/encoding.h"

namespace tilbage::base {

std::string new_uuid(Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);  // version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);  // RFC 4122 variant
    auto text = to_hex(bytes);
    for (std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
    return text;
}

std::string new_token(Random& random, std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    random.fill(bytes);
    return to_base64url(bytes);
}

std::string new_digits(Random& random, int count) {
    std::string digits;
    while (static_cast<int>(digits.size()) < count) {
        std::array<std::uint8_t, 1> byte{};
        random.fill(byte);
        if (byte[0] < 250) digits += static_cast<char>('0' + byte[0] % 10);  // 250..255 would favour 0..5
    }
    return digits;
}

}  // namespace tilbage::base
