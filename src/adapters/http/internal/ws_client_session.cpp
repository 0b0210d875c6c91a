#include "adapters/http/internal/ws_client_session.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <optional>
#include <vector>

#include "adapters/http/internal/tls_stream.h"
#include "adapters/http/internal/wss_url.h"

namespace tilbage::adapters::http::internal {
namespace {

namespace ws = boost::beast::websocket;
using WsStream = ws::stream<TlsStream, false>;
using Resolver = asio::ip::basic_resolver<asio::ip::tcp, Executor>;
using Endpoints = std::vector<asio::ip::tcp::endpoint>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAsTuple{};

constexpr std::size_t kBufferSlack = 512;
constexpr std::size_t kLongestReason = 123;  // RFC 6455 §5.5

bool has_line_break(const Header& header) {
    constexpr std::string_view kBreaks("\r\n\0", 3);
    return header.name.empty() || header.name.find_first_of(kBreaks) != std::string::npos ||
           header.value.find_first_of(kBreaks) != std::string::npos;
}

WsCloseInfo failure(WsClosed how, std::string message) {
    WsCloseInfo info;
    info.how = how;
    info.message = std::move(message);
    return info;
}

class Session final : public WsClientSession, public std::enable_shared_from_this<Session> {
public:
    Session(asio::io_context& io, const WsClientOptions& options, WsConnectTo to, WsClientOutbox& outbox,
            WsClientHandler handler)
        : executor_(io.get_executor()),
          options_(options),
          to_(std::move(to)),
          outbox_(outbox),
          handler_(std::move(handler)),
          resolver_(executor_),
          socket_(executor_),
          patience_(executor_) {}

    void start() override { asio::co_spawn(executor_, run(shared_from_this()), asio::detached); }
    void flush() override;
    void close(std::uint16_t code, const std::string& reason) override;
    void cut_off() override;
    void leave() override;

private:
    static Awaitable<void> run(std::shared_ptr<Session> self);
    // Each step fills `end_` when it fails.
    Awaitable<void> open();
    bool check_request();
    Awaitable<void> resolve();
    Awaitable<void> connect_tcp();
    Awaitable<void> connect_tls();
    Awaitable<void> connect_websocket();
    Awaitable<void> read_all();

    void be_patient();
    void set_options();
    void end(WsClosed how, std::string message) {
        if (!end_) end_ = failure(how, std::move(message));
    }
    void end_of_handshake(const ErrorCode& error);
    void end_of_upgrade(const ErrorCode& error, const ws::response_type& response);
    void end_of_reading(const ErrorCode& error);
    void abort();
    void send_close();
    [[nodiscard]] std::string where() const { return url_.host + " port " + std::to_string(url_.port); }

    const Executor executor_;
    const WsClientOptions& options_;
    const WsConnectTo to_;
    WsClientOutbox& outbox_;
    const WsClientHandler handler_;

    WssUrl url_;
    Endpoints endpoints_;
    Resolver resolver_;
    Socket socket_;
    Timer patience_;  // for name and TCP
    std::optional<TlsStream> tls_;
    std::optional<WsStream> ws_;
    bool is_open_ = false;
    bool is_writing_ = false;
    std::string writing_;
    std::optional<ws::close_reason> close_wanted_;
    std::optional<WsCloseInfo> end_;
};

Awaitable<void> Session::run(std::shared_ptr<Session> self) {
    co_await self->open();
    if (!self->end_) {
        self->is_open_ = true;
        self->outbox_.set_open();
        if (self->handler_.on_open) self->handler_.on_open();
        co_await self->read_all();
    }
    self->is_open_ = false;
    self->abort();
    self->handler_.on_close(*self->end_);
}

Awaitable<void> Session::open() {
    if (check_request()) co_await resolve();
    if (!end_) co_await connect_tcp();
    if (!end_) co_await connect_tls();
    if (!end_) co_await connect_websocket();
}

bool Session::check_request() {
    const auto url = parse_wss_url(to_.url);
    if (!url) {
        end(WsClosed::invalid_request, "\"" + to_.url + "\" is not an address like wss://id.example.org/relay/v1");
    } else if (std::any_of(to_.headers.begin(), to_.headers.end(), has_line_break)) {
        end(WsClosed::invalid_request, "a request header has a line break in it");
    } else {
        url_ = *url;
    }
    return !end_;
}

// Gives the name and the TCP connection their time.
void Session::be_patient() {
    patience_.expires_after(options_.connect_timeout);
    patience_.async_wait([weak = weak_from_this()](ErrorCode error) {
        const auto self = weak.lock();
        if (error || !self) return;
        self->end(WsClosed::cannot_connect, "cannot connect to " + self->where() + ": no answer in time");
        self->resolver_.cancel();
        ErrorCode ignored;
        self->socket_.close(ignored);
    });
}

Awaitable<void> Session::resolve() {
    ErrorCode not_numeric;
    const auto address = asio::ip::make_address(url_.host, not_numeric);
    if (!not_numeric) {
        endpoints_.emplace_back(address, url_.port);
        co_return;
    }
    be_patient();
    const std::string port = std::to_string(url_.port);
    const auto [error, found] = co_await resolver_.async_resolve(url_.host, port, kAsTuple);
    patience_.cancel();
    if (error) end(WsClosed::cannot_connect, "cannot find the address of " + url_.host + ": " + error.message());
    for (const auto& entry : found) endpoints_.push_back(entry.endpoint());
}

Awaitable<void> Session::connect_tcp() {
    be_patient();
    const auto [error, endpoint] = co_await asio::async_connect(socket_, endpoints_, kAsTuple);
    patience_.cancel();
    if (error) end(WsClosed::cannot_connect, "cannot connect to " + where() + ": " + error.message());
}

Awaitable<void> Session::connect_tls() {
    const auto context = TlsContext::client(options_.ca_file);
    if (!context) {
        end(WsClosed::invalid_request, context.error().message);
        co_return;
    }
    tls_.emplace(std::move(socket_), *context, TlsRole::client);
    if (!expect_host(tls_->state().ssl(), url_.host)) {
        end(WsClosed::invalid_request, "\"" + url_.host + "\" is not a host name");
        co_return;
    }
    tls_->state().expires_after(options_.connect_timeout);
    const auto [error, unused] = co_await tls_->async_handshake(kAsTuple);
    if (error) end_of_handshake(error);
}

void Session::end_of_handshake(const ErrorCode& error) {
    std::string detail;
    switch (verification_result(tls_->state().ssl(), detail)) {
        case TlsTrust::untrusted:
            return end(WsClosed::untrusted_certificate,
                       "the certificate of " + where() + " is not trusted: " + detail +
                           "; look whether ca_file is the CA that issued it, and whether it has expired");
        case TlsTrust::wrong_host:
            return end(WsClosed::wrong_host_name, "the certificate of " + where() + " is for another name: " + detail);
        case TlsTrust::trusted:
            return end(WsClosed::tls_failed, "the TLS handshake with " + where() + " failed: " + error.message());
    }
}

void Session::set_options() {
    ws_->set_option(ws::stream_base::timeout{options_.connect_timeout, options_.idle_timeout, true});
    ws_->read_message_max(options_.message_limit);
    ws_->set_option(ws::stream_base::decorator([this](ws::request_type& request) {
        for (const auto& header : to_.headers) request.set(header.name, header.value);
        if (!to_.subprotocol.empty()) request.set(boost::beast::http::field::sec_websocket_protocol, to_.subprotocol);
    }));
}

Awaitable<void> Session::connect_websocket() {
    tls_->state().expires_never();
    ws_.emplace(std::move(*tls_));
    tls_.reset();
    set_options();
    ws::response_type response;
    const auto [error] = co_await ws_->async_handshake(response, url_.authority, url_.target, kAsTuple);
    end_of_upgrade(error, response);
    if (end_) co_return;
    ws_->text(true);
    ws_->auto_fragment(false);
    ws_->set_option(ws::stream_base::decorator([](ws::request_type&) {}));
    // From here on the handshake's timeout bounds the closing handshake.
    ws_->set_option(ws::stream_base::timeout{options_.idle_timeout, options_.idle_timeout, true});
}

void Session::end_of_upgrade(const ErrorCode& error, const ws::response_type& response) {
    namespace bhttp = boost::beast::http;
    if (error == ws::error::upgrade_declined) {
        end(WsClosed::refused,
            where() + " refused the WebSocket with HTTP status " + std::to_string(response.result_int()));
        end_->status = response.result_int();
        const auto retry_after = response[bhttp::field::retry_after];
        end_->retry_after.assign(retry_after.data(), retry_after.size());
    } else if (error == beast::error::timeout) {
        end(WsClosed::silent, where() + " did not answer the WebSocket handshake in time");
    } else if (error.category() == ws::make_error_code(ws::error::closed).category()) {
        end(WsClosed::protocol_error, where() + " does not answer like a WebSocket server: " + error.message());
    } else if (error) {
        end(WsClosed::connection_lost, "the connection to " + where() + " broke: " + error.message());
    } else if (response[bhttp::field::sec_websocket_protocol] != to_.subprotocol) {
        end(WsClosed::protocol_error, where() + " does not speak the subprotocol " + to_.subprotocol);
    }
}

Awaitable<void> Session::read_all() {
    while (!end_) {
        beast::flat_buffer buffer(options_.message_limit + kBufferSlack);
        const auto [error, size] = co_await ws_->async_read(buffer, kAsTuple);
        if (error) {
            end_of_reading(error);
        } else if (!ws_->got_text()) {
            end(WsClosed::protocol_error, where() + " sent a binary message");
        } else if (handler_.on_message) {
            const auto data = buffer.cdata();
            handler_.on_message(std::string(static_cast<const char*>(data.data()), data.size()));
        }
    }
}

void Session::end_of_reading(const ErrorCode& error) {
    const ws::close_reason& reason = ws_->reason();
    if (close_wanted_) {
        end(WsClosed::by_us, "closed");
    } else if (error == ws::error::closed) {
        end(WsClosed::by_peer, where() + " closed the connection");
        end_->reason.assign(reason.reason.data(), reason.reason.size());
    } else if (error == beast::error::timeout) {
        end(WsClosed::silent, where() + " answered no ping");
    } else if (error.category() == ws::make_error_code(ws::error::closed).category()) {
        end(WsClosed::protocol_error, where() + " broke the protocol: " + error.message());
    } else {
        end(WsClosed::connection_lost, "the connection to " + where() + " broke: " + error.message());
    }
    if (error == ws::error::closed && reason.code != ws::close_code::none) end_->code = reason.code;
}

void Session::flush() {
    if (!is_open_ || is_writing_) return;
    if (!outbox_.take(writing_)) {
        if (close_wanted_) send_close();
        return;
    }
    is_writing_ = true;
    ws_->async_write(asio::buffer(writing_), [self = shared_from_this()](ErrorCode error, std::size_t) {
        self->is_writing_ = false;
        self->writing_ = {};
        if (!error) self->flush();  // else reading ends too, and tells
    });
}

void Session::close(std::uint16_t code, const std::string& reason) {
    if (close_wanted_) return;
    close_wanted_ = ws::close_reason(static_cast<ws::close_code>(code), reason.substr(0, kLongestReason));
    outbox_.set_closing();
    if (!is_open_) {
        end(WsClosed::by_us, "closed before it was open");
        return abort();
    }
    // Whatever happens to what is queued and to the closing handshake, it ends by then.
    ws_->next_layer().state().expires_after(options_.idle_timeout);
    flush();
}

void Session::send_close() {
    is_writing_ = true;
    ws_->async_close(*close_wanted_, [self = shared_from_this()](ErrorCode) { self->abort(); });
}

void Session::cut_off() {
    end(WsClosed::connection_lost, where() + " does not read what it is sent");
    abort();
}

void Session::leave() {
    end(WsClosed::by_us, "left");
    if (ws_) say_goodbye(ws_->next_layer());
    abort();
}

// Ends whatever is under way; run() then sees an error.
void Session::abort() {
    patience_.cancel();
    resolver_.cancel();
    ErrorCode ignored;
    socket_.close(ignored);
    if (tls_) beast_close_socket(*tls_);
    if (ws_) beast_close_socket(ws_->next_layer());
}

}  // namespace

std::shared_ptr<WsClientSession> make_ws_client_session(asio::io_context& io, const WsClientOptions& options,
                                                        WsConnectTo to, WsClientOutbox& outbox,
                                                        WsClientHandler handler) {
    return std::make_shared<Session>(io, options, std::move(to), outbox, std::move(handler));
}

}  // namespace tilbage::adapters::http::internal
