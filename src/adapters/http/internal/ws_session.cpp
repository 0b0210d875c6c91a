#include "adapters/http/internal/ws_session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <optional>

#include "adapters/http/internal/linger.h"
#include "adapters/http/internal/ws_peer.h"

namespace tilbage::adapters::http::internal {
namespace {

namespace ws = boost::beast::websocket;
using WsStream =
    ws::stream<TlsStream, false>;  // no permessage-deflate: 100 kB a connection, and passwords next to echoes

constexpr std::size_t kSmallestBuffer = 512;

class WsSession final : public Stoppable, public WsLink, public std::enable_shared_from_this<WsSession> {
public:
    WsSession(ServerCore& core, TlsStream stream, ConnectionSlot slot, WsOpening opening)
        : core_(core),
          slot_(std::move(slot)),
          opening_(std::make_unique<WsOpening>(std::move(opening))),
          stream_(std::move(stream)),
          resumed_(core.io.get_executor(), Timer::time_point::max()),
          registration_(core, *this) {}

    static Awaitable<void> run(std::shared_ptr<WsSession> self);

    void stop() override { close(1001, "going away"); }
    void abandon() override { finish(); }
    void flush() override;
    void close(std::uint16_t code, const std::string& reason) override;
    void cut_off() override { beast_close_socket(stream_.next_layer()); }
    void resume() override { resumed_.cancel(); }

private:
    Awaitable<bool> accept();
    Awaitable<void> read_all();
    void finish();
    void set_options();
    void write_done(ErrorCode error);
    void send_close();

    ServerCore& core_;
    ConnectionSlot slot_;
    std::unique_ptr<WsOpening> opening_;  // until accepted
    WsStream stream_;
    Timer resumed_;
    std::shared_ptr<ServerWsPeer> peer_;
    std::string writing_;
    bool is_writing_ = false;
    bool finished_ = false;
    std::optional<ws::close_reason> close_wanted_;
    Registration registration_;
};

Awaitable<void> WsSession::run(std::shared_ptr<WsSession> self) {
    const bool accepted = co_await self->accept();
    if (!accepted) co_return;
    co_await self->read_all();
    self->finish();
    const auto patience = self->core_.options.linger_timeout;
    co_await linger(self->stream_.next_layer(), patience);
}

void WsSession::finish() {
    if (!peer_ || std::exchange(finished_, true)) return;
    --core_.open_websockets;
    peer_->closed();
}

void WsSession::set_options() {
    const auto idle = core_.options.websocket_idle_timeout;
    stream_.set_option(ws::stream_base::timeout{core_.options.handshake_timeout, idle, true});
    stream_.read_message_max(core_.options.websocket_message_limit);
    stream_.set_option(ws::stream_base::decorator([chosen = opening_->accept.subprotocol](ws::response_type& response) {
        if (!chosen.empty()) response.set(boost::beast::http::field::sec_websocket_protocol, chosen);
    }));
}

Awaitable<bool> WsSession::accept() {
    set_options();
    stream_.next_layer().state().expires_never();
    const auto [error] = co_await stream_.async_accept(opening_->wire, kAsTuple);
    if (error) co_return false;
    stream_.set_option(ws::stream_base::decorator([](ws::response_type&) {}));
    // From here on the handshake's timeout bounds the closing handshake.
    const auto idle = core_.options.websocket_idle_timeout;
    stream_.set_option(ws::stream_base::timeout{idle, idle, true});
    stream_.text(true);
    stream_.auto_fragment(false);
    peer_ = std::make_shared<ServerWsPeer>(core_, weak_from_this(), std::move(opening_->accept.context),
                                           std::move(opening_->peer_address), std::move(opening_->id));
    opening_.reset();
    ++core_.open_websockets;
    peer_->opened();
    if (core_.stopping) stop();
    co_return true;
}

Awaitable<void> WsSession::read_all() {
    while (true) {
        beast::flat_buffer buffer(core_.options.websocket_message_limit + kSmallestBuffer);
        const auto [error, size] = co_await stream_.async_read(buffer, kAsTuple);
        if (error) co_return;
        if (!stream_.got_text()) {
            close(1003, "text only");
            continue;
        }
        const auto data = buffer.cdata();
        peer_->received(std::string(static_cast<const char*>(data.data()), data.size()));
        while (peer_->is_behind()) co_await resumed_.async_wait(kAsTuple);
    }
}

void WsSession::flush() {
    if (is_writing_ || !peer_) return;
    if (!peer_->take_next(writing_)) {
        if (close_wanted_) send_close();
        return;
    }
    is_writing_ = true;
    stream_.async_write(asio::buffer(writing_),
                        [self = shared_from_this()](ErrorCode error, std::size_t) { self->write_done(error); });
}

void WsSession::write_done(ErrorCode error) {
    is_writing_ = false;
    writing_ = {};
    if (error) return cut_off();
    flush();
}

void WsSession::close(std::uint16_t code, const std::string& reason) {
    if (finished_) return cut_off();
    if (!peer_ || close_wanted_) return;
    peer_->no_more_sending();
    close_wanted_ = ws::close_reason(static_cast<ws::close_code>(code), reason);
    // Whatever happens to what is queued and to the closing handshake, it ends by then.
    stream_.next_layer().state().expires_after(2 * core_.options.websocket_idle_timeout);
    flush();
}

void WsSession::send_close() {
    is_writing_ = true;
    stream_.async_close(*close_wanted_, [self = shared_from_this()](ErrorCode) { self->cut_off(); });
}

}  // namespace

void start_ws_session(ServerCore& core, TlsStream stream, ConnectionSlot slot, WsOpening opening) {
    auto session = std::make_shared<WsSession>(core, std::move(stream), std::move(slot), std::move(opening));
    asio::co_spawn(core.io.get_executor(), WsSession::run(std::move(session)), asio::detached);
}

}  // namespace tilbage::adapters::http::internal
