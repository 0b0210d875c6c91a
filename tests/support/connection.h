// A blocking TCP connection on loopback that says and reads exact bytes, in clear or TLS, for tests of protocols from
// the other side. Waits at most 20 s for anything; a broken expectation throws std::runtime_error, which fails the
// test.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/certificates.h"

namespace tilbage::testing {

class Connection {
public:
    [[nodiscard]] static Connection connect(std::uint16_t port);
    [[nodiscard]] static Connection connect_tls(std::uint16_t port, const std::string& ca_file);
    explicit Connection(int socket);
    ~Connection();
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;

    void start_tls_client(const std::string& ca_file);  // checks the chain, not the name
    void start_tls_server(const CertificateFiles& files);

    void send(std::string_view bytes);
    // False when the other side has closed or reset.
    [[nodiscard]] bool try_send(std::string_view bytes);
    // What has come, at least one byte; "" at the end.
    [[nodiscard]] std::string read_some();
    // Up to and including `end`; keeps the rest for the next call.
    [[nodiscard]] std::string read_until(std::string_view end);
    [[nodiscard]] std::string read_exactly(std::size_t size);
    // Whatever still comes until the other side closes.
    [[nodiscard]] std::string read_to_end();
    // Whether the other side closes, without another byte, while we wait.
    [[nodiscard]] bool is_closed_by_peer() { return read_to_end().empty(); }
    void set_receive_buffer(int bytes);
    // Ends it abruptly (RST), as a host that loses its power does when it comes back.
    void reset();
    [[nodiscard]] std::string protocol() const;  // chosen by ALPN
    [[nodiscard]] std::string tls_version() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct HttpAnswer {
    int status = 0;
    std::string head;  // status line and headers
    std::string body;

    // Value of a header, "" when it is not there. Case-insensitive.
    [[nodiscard]] std::string header(std::string_view name) const;
};
// Reads one response; `to_head` when no content follows.
[[nodiscard]] HttpAnswer read_answer(Connection& connection, bool to_head = false);

// Reads a WebSocket upgrade and accepts it.
void accept_websocket(Connection& connection, std::string_view subprotocol);

// RFC 6455 frames from a client, masked; opcodes 1 text, 2 binary, 8 close, 9 ping, 10 pong.
[[nodiscard]] std::string client_frame(unsigned opcode, std::string_view payload);
struct Frame {
    unsigned opcode = 0;
    std::string payload;
    [[nodiscard]] unsigned close_code() const;
};
[[nodiscard]] Frame read_frame(Connection& connection);

// Listens on a free port and gives each connection to `serve` on a thread of its own. The destructor waits for all of
// them.
class TestServer {
public:
    explicit TestServer(std::function<void(Connection)> serve);
    ~TestServer();
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void accept_all();
    std::function<void(Connection)> serve_;
    int listener_;
    std::uint16_t port_ = 0;
    std::vector<std::thread> served_;
    std::thread thread_;
};

}  // namespace tilbage::testing
