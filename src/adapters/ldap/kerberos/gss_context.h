// A GSS-API security context with one service (RFC 2743, RFC 4121), on a ticket that is there: it talks to nobody by
// itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "adapters/ldap/kerberos/ticket.h"

namespace tilbage::adapters::ldap {

// One thread.
class GssContext {
public:
    // `channel_binding`: of the TLS connection around it (RFC 5929); empty: none. `ticket` must outlive the last step.
    [[nodiscard]] static Kerberos<std::unique_ptr<GssContext>> create(const ServiceTicket& ticket,
                                                                      std::string channel_binding);
    ~GssContext();
    GssContext(const GssContext&) = delete;
    GssContext& operator=(const GssContext&) = delete;

    // The next token for the service, from the one that it sent (none at first).
    [[nodiscard]] Kerberos<std::string> step(std::string_view token);
    // The service has proved itself, too.
    [[nodiscard]] bool is_complete() const;
    // The length of the key that it seals with, 0 to 256: RFC 4752's security strength factor.
    [[nodiscard]] int strength() const;

    // Signed, and encrypted with `seal`. Empty optional: it cannot be done.
    [[nodiscard]] std::optional<std::string> wrap(std::span<const std::uint8_t> plain, bool seal);
    struct Unwrapped {
        std::string plain;
        bool was_sealed = false;
    };
    [[nodiscard]] std::optional<Unwrapped> unwrap(std::span<const std::uint8_t> wrapped);
    // The most that can be sealed into `size` octets.
    [[nodiscard]] std::size_t most_sealed_into(std::size_t size) const;

private:
    struct Parts;
    explicit GssContext(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::adapters::ldap
