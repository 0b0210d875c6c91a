// What libldap reads from and writes to: one connection to a domain controller, whatever protects it.
#pragma once

#include <cstddef>

#include "adapters/ldap/deadline.h"

namespace tilbage::adapters::ldap {

// Not thread-safe. The socket never blocks; what waits, waits until the deadline.
class Stream {
public:
    Stream() = default;
    virtual ~Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] virtual int descriptor() const = 0;
    // As read(2) on a socket that does not block: -1 with errno EAGAIN when there is nothing yet, 0 at the end.
    [[nodiscard]] virtual std::ptrdiff_t read(void* buffer, std::size_t size) = 0;
    // Writes all of it, or returns -1 with errno; then the peer has not got the whole and cannot use the part it may
    // have.
    [[nodiscard]] virtual std::ptrdiff_t write(const void* buffer, std::size_t size) = 0;
    // Bytes that can be read without waiting for the socket.
    [[nodiscard]] virtual bool has_pending() const = 0;
    // False when the peer has closed, or has sent something that nobody asked for. Only between operations.
    [[nodiscard]] virtual bool is_quiet() = 0;

    void set_write_deadline(Deadline deadline) { write_deadline_ = deadline; }

protected:
    [[nodiscard]] Deadline write_deadline() const { return write_deadline_; }

private:
    Deadline write_deadline_ = Deadline::in(base::Millis(0));
};

}  // namespace tilbage::adapters::ldap
