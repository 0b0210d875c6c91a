// One TLS connection over TCP, with a deadline on everything: libldap's own TLS waits without one, and cannot tell an
// untrusted certificate from a wrong host name.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "adapters/ldap/deadline.h"
#include "adapters/ldap/server_address.h"
#include "base/result.h"

struct ssl_st;

namespace tilbage::adapters::ldap {

// Not thread-safe. The socket never blocks; what waits, waits until the deadline.
class TlsStream {
public:
    // TLS 1.2 or later; the certificate must lead to a CA of `ca_file` (PEM; empty: the system's) and name the host.
    // Errors, each saying which it was: unavailable (cannot connect), timeout, untrusted (certificate),
    // invalid_argument (CA file). Names are looked up by the system's resolver with its own time limit.
    [[nodiscard]] static base::Result<std::unique_ptr<TlsStream>> connect(const ServerAddress& address,
                                                                          const std::string& ca_file,
                                                                          Deadline deadline);
    ~TlsStream();
    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;

    [[nodiscard]] int descriptor() const { return socket_; }
    // As read(2) on a socket that does not block: -1 with errno EAGAIN when there is nothing yet, 0 at the end.
    [[nodiscard]] std::ptrdiff_t read(void* buffer, std::size_t size);
    // Writes all of it, or returns -1 with errno; then the peer has not got the whole and cannot use the part it may
    // have.
    [[nodiscard]] std::ptrdiff_t write(const void* buffer, std::size_t size);
    void set_write_deadline(Deadline deadline) { write_deadline_ = deadline; }
    // Bytes that are decrypted and wait to be read.
    [[nodiscard]] bool has_pending() const;
    // False when the peer has closed, or has sent something that nobody asked for. Only between operations.
    [[nodiscard]] bool is_quiet();

private:
    explicit TlsStream(int socket) : socket_(socket) {}
    base::Result<void> handshake(const ServerAddress& address, const std::string& ca_file, Deadline deadline);

    int socket_;
    ssl_st* ssl_ = nullptr;
    bool write_failed_ = false;
    Deadline write_deadline_ = Deadline::in(base::Millis(0));
};

}  // namespace tilbage::adapters::ldap
