// One outbound WebSocket connection, from the name to the close. The client's thread only, but for the outbox.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/http/websocket_client.h"

namespace tilbage::adapters::http::internal {

namespace asio = boost::asio;

// What waits to be sent, and whether there is a connection to send it on. Any thread.
class WsClientOutbox {
public:
    enum class Put { queued, refused, too_much };

    bool set_connecting();  // false unless idle
    void set_open();
    void set_closing();
    void set_idle();
    [[nodiscard]] Put put(std::string message, std::size_t limit);
    [[nodiscard]] bool take(std::string& message);

private:
    enum class Phase { idle, connecting, open, closing };
    std::mutex mutex_;
    Phase phase_ = Phase::idle;
    std::deque<std::string> messages_;
    std::size_t bytes_ = 0;
};

class WsClientSession {
public:
    virtual ~WsClientSession() = default;
    virtual void start() = 0;
    virtual void flush() = 0;
    virtual void close(std::uint16_t code, const std::string& reason) = 0;
    // The peer does not read.
    virtual void cut_off() = 0;
    // Drops the connection at once, with what courtesy needs no waiting.
    virtual void leave() = 0;
};

// `outbox` outlives the session. `handler.on_close` is the last thing it calls.
[[nodiscard]] std::shared_ptr<WsClientSession> make_ws_client_session(asio::io_context& io,
                                                                      const WsClientOptions& options, WsConnectTo to,
                                                                      WsClientOutbox& outbox, WsClientHandler handler);

}  // namespace tilbage::adapters::http::internal
