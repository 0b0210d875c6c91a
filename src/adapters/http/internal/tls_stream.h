// TLS over a non-blocking socket, as an Asio stream that Beast accepts; with TlsContext::plain() the socket's own
// bytes, so that Beast is instantiated for one stream type only.
//
// OpenSSL reads and writes the socket itself and Asio only waits until it is ready, so that an idle connection owns no
// buffers: asio::ssl::stream keeps 68 kB of them for each. All functions belong to the I/O thread.
#pragma once

#include <array>
#include <boost/asio/compose.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/role.hpp>
#include <chrono>
#include <memory>
#include <sys/types.h>
#include <utility>

#include "adapters/http/internal/tls_context.h"

namespace tilbage::adapters::http::internal {

namespace asio = boost::asio;
namespace beast = boost::beast;

using ErrorCode = boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

enum class TlsRole { client, server };

// One attempt at something. `bytes` counts only when `next` is finished and there is no error.
struct TlsProgress {
    enum class Next { finished, wait_read, wait_write };
    Next next = Next::finished;
    ErrorCode error;
    std::size_t bytes = 0;
};

// The part that does not depend on who waits. Shared by the stream and its running operations.
class TlsState : public std::enable_shared_from_this<TlsState> {
public:
    TlsState(Socket socket, const TlsContext& context, TlsRole role);

    TlsProgress handshake();
    TlsProgress read(void* data, std::size_t size);
    TlsProgress write(const void* data, std::size_t size);
    // Says goodbye (close_notify) without waiting for the peer's.
    TlsProgress shutdown();
    // Finished when a read would not have to wait.
    TlsProgress readable();

    void expires_after(std::chrono::milliseconds time);
    void expires_never() { deadline_ = Timer::time_point::max(); }
    [[nodiscard]] bool expired() const { return expired_; }
    void close();
    [[nodiscard]] Socket& socket() { return socket_; }
    [[nodiscard]] ssl_st* ssl() { return ssl_.get(); }  // null when plain

private:
    friend struct SocketBio;
    TlsProgress progress(int result);
    // What a recv or send that returned `result` means for who waits.
    static TlsProgress plain_progress(ssize_t result, TlsProgress::Next wait);
    void arm();
    void on_timer();

    Socket socket_;
    SslHandle ssl_;
    int socket_error_ = 0;  // errno of the last failed transfer
    bool waited_ = false;   // readable() has waited once
    bool expired_ = false;
    bool armed_ = false;
    Timer timer_;
    Timer::time_point deadline_ = Timer::time_point::max();
    Timer::time_point armed_for_{};
};

// Runs attempts until one needs no more waiting. Completes with error::timeout when the stream's deadline has passed.
template <class Attempt>
class TlsOperation {
public:
    TlsOperation(std::shared_ptr<TlsState> state, Attempt attempt)
        : state_(std::move(state)), attempt_(std::move(attempt)) {}

    template <class Self>
    void operator()(Self& self, ErrorCode error = {}) {
        const bool first = stage_ == Stage::starting;
        if (stage_ == Stage::delivering) return self.complete(result_.error, result_.bytes);
        if (!try_once(error)) return wait(self);
        if (!first) return self.complete(result_.error, result_.bytes);
        stage_ = Stage::delivering;  // an operation must not complete inside the call that starts it
        asio::post(state_->socket().get_executor(), std::move(self));
    }

private:
    enum class Stage { starting, waiting, delivering };

    bool try_once(ErrorCode error) {
        if (state_->expired()) error = beast::error::timeout;
        result_ = {TlsProgress::Next::finished, error, 0};
        if (!error) result_ = attempt_(*state_);
        return result_.next == TlsProgress::Next::finished;
    }
    template <class Self>
    void wait(Self& self) {
        stage_ = Stage::waiting;
        const auto what =
            result_.next == TlsProgress::Next::wait_read ? asio::socket_base::wait_read : asio::socket_base::wait_write;
        Socket& socket = state_->socket();
        socket.async_wait(what, std::move(self));
    }

    std::shared_ptr<TlsState> state_;
    Attempt attempt_;
    TlsProgress result_;
    Stage stage_ = Stage::starting;
};

// Move-only. Destruction closes the socket; operations that run then complete with an error.
class TlsStream {
public:
    using executor_type = Executor;

    TlsStream(Socket socket, const TlsContext& context, TlsRole role)
        : state_(std::make_shared<TlsState>(std::move(socket), context, role)) {}
    ~TlsStream() {
        if (state_) state_->close();
    }
    TlsStream(TlsStream&&) noexcept = default;
    TlsStream& operator=(TlsStream&&) = delete;

    [[nodiscard]] executor_type get_executor() const noexcept { return state_->socket().get_executor(); }
    [[nodiscard]] TlsState& state() { return *state_; }

    template <class Token>
    auto async_handshake(Token&& token) {
        return run([](TlsState& state) { return state.handshake(); }, std::forward<Token>(token));
    }
    template <class Token>
    auto async_shutdown(Token&& token) {
        return run([](TlsState& state) { return state.shutdown(); }, std::forward<Token>(token));
    }
    template <class Token>
    auto async_wait_readable(Token&& token) {
        return run([](TlsState& state) { return state.readable(); }, std::forward<Token>(token));
    }
    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return run([into = first_of(buffers)](TlsState& state) { return state.read(into.data(), into.size()); },
                   std::forward<Token>(token));
    }
    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return run([buffers](TlsState& state) { return write_gathered(state, buffers); }, std::forward<Token>(token));
    }

private:
    // One TLS record's worth (RFC 8446 §5.1).
    static constexpr std::size_t kRecord = 16 * 1024;

    template <class Attempt, class Token>
    auto run(Attempt attempt, Token&& token) {
        return asio::async_compose<Token, void(ErrorCode, std::size_t)>(
            TlsOperation<Attempt>(state_, std::move(attempt)), token, state_->socket());
    }
    template <class Buffers>
    static asio::mutable_buffer first_of(const Buffers& buffers) {
        for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers); ++at)
            if (const asio::mutable_buffer buffer = *at; buffer.size() > 0) return buffer;
        return {};
    }
    // Small pieces (a frame's header and its payload) leave as one record.
    template <class Buffers>
    static TlsProgress write_gathered(TlsState& state, const Buffers& buffers) {
        auto at = asio::buffer_sequence_begin(buffers);
        const auto end = asio::buffer_sequence_end(buffers);
        asio::const_buffer first;
        while (at != end && first.size() == 0) first = *at++;
        if (at == end || first.size() >= kRecord) return state.write(first.data(), first.size());
        thread_local std::array<unsigned char, kRecord> record;
        const std::size_t size = asio::buffer_copy(asio::buffer(record), buffers);
        return state.write(record.data(), size);
    }

    std::shared_ptr<TlsState> state_;
};

// What Beast's WebSocket stream looks up by argument type.
void beast_close_socket(TlsStream& stream);
void say_goodbye(TlsStream& stream);

template <class Handler>
void async_teardown(beast::role_type, TlsStream& stream, Handler&& handler) {
    say_goodbye(stream);
    asio::post(stream.get_executor(), [done = std::forward<Handler>(handler)]() mutable { done(ErrorCode()); });
}

}  // namespace tilbage::adapters::http::internal
