// A SASL security layer (RFC 4422 §3.7) as a stream sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace tilbage::adapters::ldap {

// One connection's; not thread-safe. Messages are sealed and opened in the order in which they travel.
class Sealer {
public:
    Sealer() = default;
    virtual ~Sealer() = default;
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;

    // The most bytes that seal() takes at once.
    [[nodiscard]] virtual std::size_t most_at_once() const = 0;
    // Encrypted and signed. Empty optional: it cannot be done, and the connection is of no use any more.
    [[nodiscard]] virtual std::optional<std::string> seal(std::span<const std::uint8_t> plain) = 0;
    // Empty optional: not what the peer sealed, or not encrypted.
    [[nodiscard]] virtual std::optional<std::string> open(std::span<const std::uint8_t> sealed) = 0;
};

}  // namespace tilbage::adapters::ldap
