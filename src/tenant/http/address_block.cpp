#include "tenant/http/address_block.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>

namespace tilbage::tenant {
namespace {

// RFC 4291 §2.5.5.2
constexpr std::array<std::uint8_t, 12> kIpv4InIpv6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t kIpv6BlockBytes = 7;  // /56: what one household or company usually has

template <std::size_t N>
std::string to_text(int family, const std::array<std::uint8_t, N>& bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(family, bytes.data(), text.data(), text.size());
    return text.data();
}

std::string ipv4_block(std::array<std::uint8_t, 4> bytes) {
    bytes[3] = 0;
    return to_text(AF_INET, bytes) + "/24";
}

}  // namespace

std::string address_block(std::string_view address) {
    std::string text(address);
    std::array<std::uint8_t, 4> ipv4{};
    if (inet_pton(AF_INET, text.c_str(), ipv4.data()) == 1) return ipv4_block(ipv4);
    std::array<std::uint8_t, 16> ipv6{};
    if (inet_pton(AF_INET6, text.c_str(), ipv6.data()) != 1) return text;
    if (std::equal(kIpv4InIpv6.begin(), kIpv4InIpv6.end(), ipv6.begin())) {
        std::copy(ipv6.begin() + kIpv4InIpv6.size(), ipv6.end(), ipv4.begin());
        return ipv4_block(ipv4);
    }
    std::fill(ipv6.begin() + kIpv6BlockBytes, ipv6.end(), std::uint8_t{0});
    return to_text(AF_INET6, ipv6) + "/56";
}

}  // namespace tilbage::tenant
