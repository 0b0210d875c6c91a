// Who the client is when proxies stand in between.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "base/result.h"

namespace tilbage::adapters::http::internal {

// IPv4 is kept as IPv4-mapped IPv6 (RFC 4291 §2.5.5.2), so that both spellings of one address are equal.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const IpAddress&) const = default;
};

class TrustedProxies {
public:
    // Each an address or a CIDR block ("10.0.0.0/8").
    [[nodiscard]] static base::Result<TrustedProxies> parse(const std::vector<std::string>& blocks);

    // The right-most address of X-Forwarded-For that is not a trusted proxy's, when `peer` itself is one; else `peer`.
    // What stands left of it was written by the client and proves nothing.
    [[nodiscard]] std::string client_of(const std::string& peer, const Request& request) const;

private:
    struct Block {
        IpAddress network;
        unsigned bits = 128;
    };
    [[nodiscard]] bool contains(const IpAddress& address) const;
    std::vector<Block> blocks_;
};

}  // namespace tilbage::adapters::http::internal
