// The last two messages of the SASL mechanism GSSAPI (RFC 4752 §3.1): which protection both ends will use.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace tilbage::adapters::ldap {

enum class SecurityLayer : std::uint8_t { none = 1, signed_only = 2, sealed = 4 };

struct LayerOffer {
    std::uint8_t layers = 0;          // one bit each
    std::uint32_t most_received = 0;  // octets, of one sealed message

    [[nodiscard]] bool has(SecurityLayer layer) const { return (layers & static_cast<std::uint8_t>(layer)) != 0; }
    // Empty optional: not four octets.
    [[nodiscard]] static std::optional<LayerOffer> parse(std::string_view octets);
};

// The client's choice; `most_received` counts only with a layer.
[[nodiscard]] std::string encode_choice(SecurityLayer layer, std::uint32_t most_received);

}  // namespace tilbage::adapters::ldap
