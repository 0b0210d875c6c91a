#include "adapters/http/internal/tls_stream.h"

#include <cerrno>
#include <limits>
#include <new>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace tilbage::adapters::http::internal {
namespace {

class TlsCategory final : public boost::system::error_category {
public:
    [[nodiscard]] const char* name() const noexcept override { return "tls"; }
    [[nodiscard]] std::string message(int reason) const override {
        const char* text = ERR_reason_error_string(ERR_PACK(ERR_LIB_SSL, 0, static_cast<unsigned long>(reason)));
        return text ? text : "TLS failed";
    }
};

ErrorCode last_tls_error() {
    static const TlsCategory category;
    const unsigned long error = ERR_peek_last_error();
    ERR_clear_error();
    return {ERR_GET_REASON(error), category};
}

int int_size(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

}  // namespace

// OpenSSL's way to the socket. Its own socket BIO would raise SIGPIPE, and would keep the descriptor's number after
// close(), when it may already be another connection's.
struct SocketBio {
    static TlsState& state(BIO* bio) { return *static_cast<TlsState*>(BIO_get_data(bio)); }

    static int finish(BIO* bio, ssize_t result, int retry_flag) {
        BIO_clear_retry_flags(bio);
        if (result >= 0) return static_cast<int>(result);
        if (errno == EAGAIN || errno == EINTR) {
            BIO_set_flags(bio, retry_flag | BIO_FLAGS_SHOULD_RETRY);
        } else {
            state(bio).socket_error_ = errno;
        }
        return -1;
    }
    static int write(BIO* bio, const char* data, int size) {
        const ssize_t sent =
            ::send(state(bio).socket_.native_handle(), data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
        return finish(bio, sent, BIO_FLAGS_WRITE);
    }
    static int read(BIO* bio, char* data, int size) {
        const ssize_t received = ::recv(state(bio).socket_.native_handle(), data, static_cast<std::size_t>(size), 0);
        if (received == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
        return finish(bio, received, BIO_FLAGS_READ);
    }
    static long control(BIO* bio, int command, long, void*) {
        if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
        return command == BIO_CTRL_FLUSH ? 1 : 0;
    }
    static BIO_METHOD* make_method() {
        BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "asio socket");
        if (!method) throw std::bad_alloc();
        BIO_meth_set_write(method, write);
        BIO_meth_set_read(method, read);
        BIO_meth_set_ctrl(method, control);
        return method;
    }
    static BIO* make(TlsState& state) {
        static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> method(make_method(), BIO_meth_free);
        BIO* bio = BIO_new(method.get());
        if (!bio) throw std::bad_alloc();
        BIO_set_data(bio, &state);
        BIO_set_init(bio, 1);
        return bio;
    }
};

TlsState::TlsState(Socket socket, const TlsContext& context, TlsRole role)
    : socket_(std::move(socket)), ssl_(context.new_connection()), timer_(socket_.get_executor()) {
    if (!ssl_ && !context.is_plain()) throw std::bad_alloc();
    ErrorCode ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (!ssl_) return;
    BIO* bio = SocketBio::make(*this);
    SSL_set_bio(ssl_.get(), bio, bio);
    if (role == TlsRole::server) {
        SSL_set_accept_state(ssl_.get());
    } else {
        SSL_set_connect_state(ssl_.get());
    }
}

TlsProgress TlsState::progress(int result) {
    using Next = TlsProgress::Next;
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_NONE:
            return {Next::finished, {}, 0};
        case SSL_ERROR_WANT_READ:
            return {Next::wait_read, {}, 0};
        case SSL_ERROR_WANT_WRITE:
            return {Next::wait_write, {}, 0};
        case SSL_ERROR_ZERO_RETURN:
            return {Next::finished, asio::error::eof, 0};
        case SSL_ERROR_SYSCALL: {
            ERR_clear_error();
            const ErrorCode lost(socket_error_, boost::system::system_category());
            return {Next::finished, socket_error_ != 0 ? lost : ErrorCode(asio::error::eof), 0};
        }
        default:
            return {Next::finished, last_tls_error(), 0};
    }
}

TlsProgress TlsState::plain_progress(ssize_t result, TlsProgress::Next wait) {
    if (result >= 0) return {TlsProgress::Next::finished, {}, static_cast<std::size_t>(result)};
    if (errno == EAGAIN || errno == EINTR) return {wait, {}, 0};
    return {TlsProgress::Next::finished, ErrorCode(errno, boost::system::system_category()), 0};
}

TlsProgress TlsState::handshake() {
    if (!ssl_) return {};
    ERR_clear_error();
    return progress(SSL_do_handshake(ssl_.get()));
}

TlsProgress TlsState::read(void* data, std::size_t size) {
    if (size == 0) return {};
    if (!ssl_) {
        const ssize_t received = ::recv(socket_.native_handle(), data, size, 0);
        if (received == 0) return {TlsProgress::Next::finished, asio::error::eof, 0};
        return plain_progress(received, TlsProgress::Next::wait_read);
    }
    ERR_clear_error();
    const int result = SSL_read(ssl_.get(), data, int_size(size));
    if (result <= 0) return progress(result);
    return {TlsProgress::Next::finished, {}, static_cast<std::size_t>(result)};
}

TlsProgress TlsState::write(const void* data, std::size_t size) {
    if (size == 0) return {};
    if (!ssl_) {
        const ssize_t sent = ::send(socket_.native_handle(), data, size, MSG_NOSIGNAL);
        return plain_progress(sent, TlsProgress::Next::wait_write);
    }
    ERR_clear_error();
    const int result = SSL_write(ssl_.get(), data, int_size(size));
    if (result <= 0) return progress(result);
    return {TlsProgress::Next::finished, {}, static_cast<std::size_t>(result)};
}

TlsProgress TlsState::shutdown() {
    if (!ssl_) return {};
    ERR_clear_error();
    const bool said = (SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN) != 0;
    if (said || SSL_in_init(ssl_.get()) != 0) return {};  // nothing more to say, or no connection to take leave of
    const int result = SSL_shutdown(ssl_.get());
    return result >= 0 ? TlsProgress{} : progress(result);
}

TlsProgress TlsState::readable() {
    const bool ready = std::exchange(waited_, true) || (ssl_ && SSL_has_pending(ssl_.get()) != 0);
    if (!ready) return {TlsProgress::Next::wait_read, {}, 0};
    waited_ = false;
    return {};
}

void TlsState::expires_after(std::chrono::milliseconds time) {
    expired_ = false;
    deadline_ = Timer::clock_type::now() + time;
    if (!armed_ || armed_for_ > deadline_) arm();
}

// A deadline that moves on does not touch the timer: it fires early, finds the later deadline and waits again.
void TlsState::arm() {
    armed_ = true;
    armed_for_ = deadline_;
    timer_.expires_at(deadline_);
    timer_.async_wait([weak = weak_from_this()](ErrorCode error) {
        if (error) return;
        if (const auto state = weak.lock()) state->on_timer();
    });
}

void TlsState::on_timer() {
    armed_ = false;
    if (deadline_ == Timer::time_point::max()) return;
    if (Timer::clock_type::now() < deadline_) return arm();
    expired_ = true;
    ErrorCode ignored;
    socket_.cancel(ignored);
}

void TlsState::close() {
    expires_never();
    timer_.cancel();
    ErrorCode ignored;
    socket_.close(ignored);
}

void beast_close_socket(TlsStream& stream) { stream.state().close(); }

void say_goodbye(TlsStream& stream) {
    static_cast<void>(stream.state().shutdown());
    ErrorCode ignored;
    stream.state().socket().shutdown(asio::socket_base::shutdown_send, ignored);
}

}  // namespace tilbage::adapters::http::internal
