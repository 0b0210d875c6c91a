// An HTTPS and WebSocket server (HTTP/1.1, RFC 9112; RFC 6455; TLS 1.2 or later); on a loopback address also plain
// HTTP.
//
// One I/O thread does all reading and writing; a bounded pool of workers runs the application's functions, which may
// block (a database, a directory). A request never holds a worker while it waits: keep its Reply and answer later. When
// the workers' queue is full the server itself answers 503 with Retry-After.
#pragma once

#include <any>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/http/reply.h"
#include "base/result.h"

namespace tilbage::adapters::http {

struct Options {
    std::string address = "127.0.0.1";  // IPv4 or IPv6, no names
    std::uint16_t port = 0;             // 0 takes a free one; see Server::port()
    // PEM, the whole chain, the server's own first. Empty: plain HTTP, which start() allows on loopback addresses only.
    std::string certificate_file;
    std::string private_key_file;  // PEM
    // Addresses or CIDR blocks whose X-Forwarded-For is believed.
    std::vector<std::string> trusted_proxies;

    std::size_t workers = 4;
    std::size_t queue_capacity = 1024;  // requests that wait for a worker
    std::size_t max_connections = 20000;
    std::uint32_t header_limit = 16 * 1024;  // bytes of request line and headers; more is answered 431
    // Bytes of body allowed at a (decoded) path; more is answered 413 before it is read. Called on the I/O thread.
    // Null: 64 KiB.
    std::function<std::size_t(std::string_view path)> body_limit;
    // Gives the server's own answers (400, 408, 413, 431, 503, 505) the application's body and headers. `path`: the
    // (decoded) one that was asked for, as far as it could be read; "" when not. Called on the I/O thread.
    std::function<void(std::string_view path, Response&)> dress_refusal;

    std::chrono::milliseconds handshake_timeout{10'000};
    std::chrono::milliseconds header_timeout{15'000};  // from the first byte of a request
    std::chrono::milliseconds body_timeout{30'000};    // to receive a body; also to send a response
    std::chrono::milliseconds idle_timeout{60'000};    // between requests on one connection
    std::chrono::milliseconds linger_timeout{5'000};   // to let a client that is still sending read a refusal

    std::size_t websocket_message_limit = 64 * 1024;  // larger ones close with 1009
    // A peer silent for half of this is pinged, silent for all of it given up. Also bounds the closing handshake.
    std::chrono::milliseconds websocket_idle_timeout{10'000};
    std::size_t websocket_send_limit = 4 * 1024 * 1024;  // bytes queued for a peer that does not read; more cuts it off
    std::size_t websocket_inbox_limit = 64;              // messages that wait for on_message; then reading pauses
};

// Runs on a worker. An exception that leaves it is logged and answers 500.
using Handler = std::function<void(Request, Reply)>;

// One accepted WebSocket. All functions are safe on any thread and after the connection, or the server, has gone.
class WsPeer {
public:
    virtual ~WsPeer() = default;
    // Queues one text message. False when the connection is closed or closing, or has just been cut off because its
    // queue is full.
    virtual bool send(std::string message) = 0;
    // Sends what is queued, then a close frame. `reason` is at most 123 bytes (RFC 6455 §5.5).
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
    // What WsHandler::authorize attached; never changes.
    [[nodiscard]] virtual const std::any& context() const = 0;
    [[nodiscard]] virtual const std::string& address() const = 0;
    [[nodiscard]] virtual const std::string& id() const = 0;  // that of the upgrade request
};
using WsPeerPtr = std::shared_ptr<WsPeer>;

struct WsAccept {
    std::string subprotocol;  // one that the client offered, or "" for none
    std::any context;
};
using WsDecision = std::variant<WsAccept, Response>;
using WsDecide = ReplyWith<WsDecision>;

// All run on workers. For one peer they come one at a time and in order: on_open first, on_close (exactly once) last.
struct WsHandler {
    // Decides about an upgrade; `decide` may be kept and called later. Null: every upgrade is answered 404.
    std::function<void(Request, WsDecide decide)> authorize;
    std::function<void(const WsPeerPtr&)> on_open;
    std::function<void(const WsPeerPtr&, std::string message)> on_message;
    std::function<void(const WsPeerPtr&)> on_close;
};

struct ServerCounts {
    std::size_t connections = 0;  // open now, WebSockets among them
    std::size_t websockets = 0;   // open now
    std::uint64_t requests = 0;   // handed to the application since the start
    std::uint64_t refused = 0;    // answered by the server itself: 4xx for what cannot be read, 503 for a full queue
};

class Server {
public:
    // Binds, loads the certificate, starts the threads. The message of an error names the file or the address.
    [[nodiscard]] static base::Result<std::unique_ptr<Server>> start(Options options, Handler handler,
                                                                     WsHandler websockets = {});
    ~Server();  // stop(0)
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    // Reads the two files again, for connections from now on. On failure the old certificate stays.
    [[nodiscard]] base::Result<void> reload_certificate();
    // Stops accepting, closes WebSockets with 1001 and idle connections, lets running requests answer for at most
    // `grace`, then joins all threads. Returns when that is done; a second call returns at once. Not from a worker.
    void stop(std::chrono::milliseconds grace);
    [[nodiscard]] ServerCounts counts() const;

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::http
