// One TLS connection over TCP, with a deadline on everything: libldap's own TLS waits without one, and cannot tell an
// untrusted certificate from a wrong host name.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "adapters/ldap/deadline.h"
#include "adapters/ldap/server_address.h"
#include "adapters/ldap/stream.h"
#include "base/result.h"

struct ssl_st;

namespace tilbage::adapters::ldap {

class TlsStream final : public Stream {
public:
    // TLS 1.2 or later; the certificate must lead to a CA of `ca_file` (PEM; empty: the system's) and name the host.
    // Errors, each saying which it was: unavailable (cannot connect), timeout, untrusted (certificate),
    // invalid_argument (CA file). Names are looked up by the system's resolver with its own time limit.
    [[nodiscard]] static base::Result<std::unique_ptr<TlsStream>> connect(const ServerAddress& address,
                                                                          const std::string& ca_file,
                                                                          Deadline deadline);
    ~TlsStream() override;

    [[nodiscard]] int descriptor() const override { return socket_; }
    [[nodiscard]] std::ptrdiff_t read(void* buffer, std::size_t size) override;
    [[nodiscard]] std::ptrdiff_t write(const void* buffer, std::size_t size) override;
    [[nodiscard]] bool has_pending() const override;
    [[nodiscard]] bool is_quiet() override;
    // "tls-server-end-point:" and the hash of the server's certificate (RFC 5929 §4): what ties a sign-in to this very
    // connection. Empty when the certificate's signature names no hash.
    [[nodiscard]] std::string channel_binding() const;

private:
    explicit TlsStream(int socket) : socket_(socket) {}
    base::Result<void> handshake(const ServerAddress& address, const std::string& ca_file, Deadline deadline);

    int socket_;
    ssl_st* ssl_ = nullptr;
    bool write_failed_ = false;
};

}  // namespace tilbage::adapters::ldap
