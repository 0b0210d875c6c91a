#include "adapters/ldap/kerberos/security_layer.h"

namespace tilbage::adapters::ldap {

std::optional<LayerOffer> LayerOffer::parse(std::string_view octets) {
    if (octets.size() != 4) return std::nullopt;
    LayerOffer offer{.layers = static_cast<std::uint8_t>(octets[0]), .most_received = 0};
    for (const char octet : octets.substr(1)) {
        offer.most_received = offer.most_received << 8 | static_cast<unsigned char>(octet);
    }
    return offer;
}

std::string encode_choice(SecurityLayer layer, std::uint32_t most_received) {
    if (layer == SecurityLayer::none) most_received = 0;
    std::string octets(1, static_cast<char>(layer));
    for (int shift = 16; shift >= 0; shift -= 8) octets += static_cast<char>(most_received >> shift & 0xff);
    return octets;
}

}  // namespace tilbage::adapters::ldap
