#include "base/ordered_uuid.h"

#include <array>

#include "base/encoding.h"

namespace tilbage::base {

std::string new_ordered_uuid(Random& random, TimePoint at) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    auto millis = static_cast<std::uint64_t>(to_millis(at));
    for (std::size_t i = 6; i-- > 0; millis >>= 8U) bytes[i] = static_cast<std::uint8_t>(millis & 0xffU);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);  // version 7
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);  // the variant
    auto text = to_hex(bytes);
    for (std::size_t place : {8U, 13U, 18U, 23U}) text.insert(place, "-");
    return text;
}

}  // namespace tilbage::base
