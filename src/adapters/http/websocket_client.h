// An outbound WebSocket over TLS (RFC 6455, RFC 8446), for the agent.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"

namespace tilbage::adapters::http {

enum class WsClosed {
    by_peer,                // a close frame, with its code and reason
    by_us,                  // close() was called
    invalid_request,        // not wss://host[:port]/path, a header with a line break, a CA file that cannot be read
    cannot_connect,         // name, route, refused, timeout
    untrusted_certificate,  // not from a CA that we trust, or expired
    wrong_host_name,        // trusted, but for another name
    tls_failed,             // any other failure of the handshake
    refused,                // an HTTP status other than 101; see `status`
    protocol_error,         // what arrived is not RFC 6455, or the message was too large
    connection_lost,        // the TCP connection broke
    silent,                 // the peer answered no ping
};

struct WsCloseInfo {
    WsClosed how = WsClosed::connection_lost;
    std::uint16_t code = 1006;  // RFC 6455 §7.4; 1006 when there was no close frame
    std::string reason;         // the peer's own words
    unsigned status = 0;        // of the refusal; 0 otherwise
    std::string retry_after;    // the refusal's Retry-After, as sent
    std::string message;        // English, for the log and the command line: what happened and what to look at
};

struct WsClientOptions {
    std::string ca_file;                                // PEM; the system's trust store when empty
    std::chrono::milliseconds connect_timeout{10'000};  // for each of: name and TCP, TLS, upgrade
    std::chrono::milliseconds idle_timeout{10'000};     // ping after half of it, give up after all of it
    std::size_t message_limit = 64 * 1024;
    std::size_t send_limit = 4 * 1024 * 1024;  // bytes queued; more cuts the connection
};

struct WsConnectTo {
    std::string
        url;  // wss://host[:port]/path[?query]; host may be an IP address, checked against the certificate's IP SANs
    std::string subprotocol;
    std::vector<Header> headers;  // Authorization, User-Agent, …
};

// All run on the client's own thread; they must not throw or block for long, and may call every function but the
// destructor.
struct WsClientHandler {
    std::function<void()> on_open;
    std::function<void(std::string message)> on_message;
    // Exactly once per connect(), also when it never opened.
    std::function<void(const WsCloseInfo&)> on_close;
};

// One connection at a time, one thread for its whole life. Does not reconnect: that is the caller's decision; connect()
// may be called again after on_close, also from inside it. The destructor closes without a callback and joins; not from
// a callback.
class WebSocketClient {
public:
    WebSocketClient(WsClientOptions options, WsClientHandler handler);
    ~WebSocketClient();
    WebSocketClient(const WebSocketClient&) = delete;
    WebSocketClient& operator=(const WebSocketClient&) = delete;

    // Returns at once; on_open or on_close tells. False when a connection is there or under way.
    bool connect(WsConnectTo to);
    // Queues one text message; any thread. False when there is no open connection.
    bool send(std::string message);
    // Sends what is queued, then a close frame; on_close comes when the peer has answered or after `idle_timeout`. Any
    // thread.
    void close(std::uint16_t code = 1000, std::string_view reason = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::http
