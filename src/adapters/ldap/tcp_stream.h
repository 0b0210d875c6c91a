// One TCP connection without TLS. Nothing secret goes over it before it is sealed.
#pragma once

#include <memory>
#include <string>

#include "adapters/ldap/sealer.h"
#include "adapters/ldap/server_address.h"
#include "adapters/ldap/stream.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

class TcpStream final : public Stream {
public:
    // unavailable (cannot connect), timeout.
    [[nodiscard]] static base::Result<std::unique_ptr<TcpStream>> connect(const ServerAddress& address,
                                                                          Deadline deadline);
    ~TcpStream() override;

    // From here on every byte of both directions goes through `sealer`, in frames of a length (four octets, big endian)
    // and a sealed message (RFC 4422 §3.7). Only between operations.
    void seal(std::unique_ptr<Sealer> sealer) { sealer_ = std::move(sealer); }

    [[nodiscard]] int descriptor() const override { return socket_; }
    [[nodiscard]] std::ptrdiff_t read(void* buffer, std::size_t size) override;
    [[nodiscard]] std::ptrdiff_t write(const void* buffer, std::size_t size) override;
    [[nodiscard]] bool has_pending() const override;
    [[nodiscard]] bool is_quiet() override;

private:
    explicit TcpStream(int socket) : socket_(socket) {}
    // 1: a frame was opened into plain_; 0: the end; -1 with errno.
    int read_frame();
    [[nodiscard]] bool has_whole_frame() const;

    int socket_;
    std::unique_ptr<Sealer> sealer_;
    std::string received_;   // sealed, from the start of a frame
    std::string plain_;      // opened and not yet read
    std::size_t taken_ = 0;  // of plain_
};

}  // namespace tilbage::adapters::ldap
