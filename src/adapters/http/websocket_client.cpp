#include "adapters/http/websocket_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <thread>

#include "adapters/http/internal/ws_client_session.h"

namespace tilbage::adapters::http {

using namespace internal;

struct WebSocketClient::Impl {
    Impl(WsClientOptions o, WsClientHandler h) : options(std::move(o)), handler(std::move(h)) {}

    void begin(WsConnectTo to);
    void ended(const WsCloseInfo& info);

    const WsClientOptions options;
    const WsClientHandler handler;
    WsClientOutbox outbox;
    asio::io_context io{1};
    std::shared_ptr<WsClientSession> session;  // I/O thread
    std::thread thread;
};

void WebSocketClient::Impl::begin(WsConnectTo to) {
    WsClientHandler wrapped = handler;
    wrapped.on_close = [this](const WsCloseInfo& info) { ended(info); };
    session = make_ws_client_session(io, options, std::move(to), outbox, std::move(wrapped));
    session->start();
}

void WebSocketClient::Impl::ended(const WsCloseInfo& info) {
    session.reset();
    outbox.set_idle();
    if (handler.on_close) handler.on_close(info);
}

WebSocketClient::WebSocketClient(WsClientOptions options, WsClientHandler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {
    impl_->thread = std::thread([io = &impl_->io] {
        const auto work = asio::make_work_guard(*io);
        io->run();
    });
}

WebSocketClient::~WebSocketClient() {
    asio::post(impl_->io, [impl = impl_.get()] {
        if (impl->session) impl->session->leave();
        impl->io.stop();
    });
    impl_->thread.join();
}

bool WebSocketClient::connect(WsConnectTo to) {
    if (!impl_->outbox.set_connecting()) return false;
    asio::post(impl_->io, [impl = impl_.get(), to = std::move(to)]() mutable { impl->begin(std::move(to)); });
    return true;
}

bool WebSocketClient::send(std::string message) {
    const auto queued = impl_->outbox.put(std::move(message), impl_->options.send_limit);
    if (queued == WsClientOutbox::Put::refused) return false;
    asio::post(impl_->io, [impl = impl_.get(), queued] {
        if (!impl->session) return;
        if (queued == WsClientOutbox::Put::too_much) return impl->session->cut_off();
        impl->session->flush();
    });
    return queued == WsClientOutbox::Put::queued;
}

void WebSocketClient::close(std::uint16_t code, std::string_view reason) {
    asio::post(impl_->io, [impl = impl_.get(), code, text = std::string(reason)] {
        if (impl->session) impl->session->close(code, text);
    });
}

}  // namespace tilbage::adapters::http
