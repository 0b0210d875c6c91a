#include "adapters/http/internal/http_session.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <exception>
#include <random>

#include "adapters/http/internal/linger.h"
#include "adapters/http/internal/log_events.h"
#include "adapters/http/internal/request_reader.h"
#include "adapters/http/internal/response_writer.h"
#include "adapters/http/internal/ws_session.h"

namespace tilbage::adapters::http::internal {
namespace {

constexpr std::size_t kSmallContent = 16 * 1024;

std::string new_request_id() {
    static thread_local std::mt19937_64 random{std::random_device{}()};
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string id(16, '0');
    auto number = random();
    for (char& digit : id) {
        digit = kHex[number & 15U];
        number >>= 4U;
    }
    return id;
}

std::string address_of(const Socket& socket) {
    ErrorCode error;
    const auto endpoint = socket.remote_endpoint(error);
    return error ? std::string() : endpoint.address().to_string();
}

Response own_answer(const ServerCore& core, unsigned status, std::string_view path) {
    Response response;
    response.status = status;
    if (status == 503) response.headers.push_back({"Retry-After", "1"});
    if (core.options.dress_refusal) core.options.dress_refusal(path, response);
    return response;
}

// Hands `call(request, reply)` to a worker. A full queue, and a function that throws, are answered here.
template <class Call, class Answer>
void submit(ServerCore& core, const Call& call, Request request, ReplyWith<Answer> reply) {
    struct Job {
        Request request;
        ReplyWith<Answer> reply;
    };
    const auto path = request.path;
    const auto job = std::make_shared<Job>(Job{std::move(request), reply});
    const bool taken = core.workers.try_submit([&call, job] {
        try {
            call(std::move(job->request), std::move(job->reply));
        } catch (const std::exception& error) {
            base::log(kHandlerThrew, {{"error", error.what()}});
        }
    });
    if (taken) return;
    base::log(kQueueFull);
    ++core.refused;
    reply(Answer(own_answer(core, 503, path)));
}

class HttpSession final : public Stoppable {
public:
    HttpSession(ServerCore& core, Socket socket, ConnectionSlot slot)
        : core_(core),
          slot_(std::move(slot)),
          address_(address_of(socket)),
          stream_(std::move(socket), core.tls, TlsRole::server),
          registration_(core, *this) {}

    static Awaitable<void> run(std::unique_ptr<HttpSession> self);
    void stop() override {
        if (phase_ != Phase::busy && phase_ != Phase::upgraded) stream_.state().close();
    }
    void abandon() override {}

private:
    enum class Phase { handshake, idle, busy, leaving, upgraded };

    Awaitable<bool> handshake();
    Awaitable<void> serve_one();
    Awaitable<void> exchange(Request request, bool keep_alive);
    Awaitable<void> upgrade(Incoming incoming);
    Awaitable<void> write(Response response, bool to_head_request, AfterResponse after);
    Awaitable<bool> write_all(std::string_view text);

    ServerCore& core_;
    ConnectionSlot slot_;
    const std::string address_;
    TlsStream stream_;
    beast::flat_buffer buffer_;
    Phase phase_ = Phase::handshake;
    Registration registration_;
};

Awaitable<void> HttpSession::run(std::unique_ptr<HttpSession> self) {
    const bool secure = co_await self->handshake();
    if (!secure) co_return;
    auto timeout = self->core_.options.header_timeout;
    while (self->phase_ == Phase::handshake || self->phase_ == Phase::idle) {
        self->phase_ = Phase::idle;
        bool has_come = false;  // stop() passed by those that were busy then
        if (!self->core_.stopping) has_come = co_await wait_for_request(self->stream_, self->buffer_, timeout);
        if (!has_come) {
            say_goodbye(self->stream_);  // no answer is under way that could be lost
            co_return;
        }
        self->phase_ = Phase::busy;
        co_await self->serve_one();
        timeout = self->core_.options.idle_timeout;
    }
    if (self->phase_ != Phase::leaving) co_return;
    const auto patience = self->core_.options.linger_timeout;
    co_await linger(self->stream_, patience);
}

Awaitable<bool> HttpSession::handshake() {
    stream_.state().expires_after(core_.options.handshake_timeout);
    const auto [error, unused] = co_await stream_.async_handshake(kAsTuple);
    if (error) base::log(kHandshakeFailed, {{"peer", address_}, {"error", error.message()}});
    co_return !error;
}

// Leaves `phase_` at idle when the connection may serve another request.
Awaitable<void> HttpSession::serve_one() {
    ReadResult result = co_await read_request(stream_, buffer_, core_);
    if (std::holds_alternative<PeerGone>(result)) {
        phase_ = Phase::leaving;
        co_return;
    }
    if (const auto* refusal = std::get_if<Refusal>(&result)) {
        ++core_.refused;
        Response response = own_answer(core_, refusal->status, refusal->path);
        co_await write(std::move(response), false, AfterResponse::close);
        co_return;
    }
    Incoming incoming = std::move(std::get<Incoming>(result));
    Request& request = incoming.request;
    request.id = new_request_id();
    request.peer_address = core_.proxies.client_of(address_, request);
    ++core_.requests;
    if (boost::beast::websocket::is_upgrade(incoming.wire)) {
        co_await upgrade(std::move(incoming));
        co_return;
    }
    const bool keep_alive = incoming.wire.version() == 11 && incoming.wire.keep_alive();
    incoming.wire = {};
    co_await exchange(std::move(request), keep_alive);
}

Awaitable<void> HttpSession::exchange(Request request, bool keep_alive) {
    const bool to_head_request = request.method == "HEAD";
    auto pending = std::make_shared<PendingAnswer<Response>>(stream_.get_executor());
    submit(core_, core_.handler, std::move(request), pending->reply(core_));
    Response response = co_await PendingAnswer<Response>::wait(std::move(pending));
    const auto after = keep_alive && !core_.stopping ? AfterResponse::keep_alive : AfterResponse::close;
    co_await write(std::move(response), to_head_request, after);
}

Awaitable<void> HttpSession::upgrade(Incoming incoming) {
    auto pending = std::make_shared<PendingAnswer<WsDecision>>(stream_.get_executor());
    const std::string path = incoming.request.path;
    const std::string offered(incoming.request.header("sec-websocket-protocol"));
    WsOpening opening{std::move(incoming.wire), {}, incoming.request.peer_address, incoming.request.id};
    if (buffer_.size() > 0) {  // RFC 6455 §4.1: nothing may be sent before the server's answer
        pending->set(own_answer(core_, 400, path));
    } else if (!core_.websockets.authorize) {
        pending->set(own_answer(core_, 404, path));
    } else {
        submit(core_, core_.websockets.authorize, std::move(incoming.request), pending->reply(core_));
    }
    WsDecision decision = co_await PendingAnswer<WsDecision>::wait(std::move(pending));
    if (auto* response = std::get_if<Response>(&decision)) {
        co_await write(std::move(*response), false, AfterResponse::close);
        co_return;
    }
    opening.accept = std::move(std::get<WsAccept>(decision));
    if (!opening.accept.subprotocol.empty() && !lists_token(offered, opening.accept.subprotocol)) {
        Response response = own_answer(core_, 500, path);
        co_await write(std::move(response), false, AfterResponse::close);
        co_return;
    }
    phase_ = Phase::upgraded;
    start_ws_session(core_, std::move(stream_), std::move(slot_), std::move(opening));
}

Awaitable<void> HttpSession::write(Response response, bool to_head_request, AfterResponse after) {
    std::string head = write_head(response, after);
    const bool has_content = !omits_content(response, to_head_request);
    const std::string& content = response.content();
    const bool together = has_content && content.size() <= kSmallContent;
    if (together) head += content;
    bool written = co_await write_all(head);
    if (written && has_content && !together) written = co_await write_all(content);
    phase_ = written && after == AfterResponse::keep_alive ? Phase::idle : Phase::leaving;
}

// The deadline holds for each piece, so that a slow line is no error while it moves.
Awaitable<bool> HttpSession::write_all(std::string_view text) {
    while (!text.empty()) {
        stream_.state().expires_after(core_.options.body_timeout);
        const auto rest = asio::buffer(text);
        const auto [error, size] = co_await stream_.async_write_some(rest, kAsTuple);
        if (error) co_return false;
        text.remove_prefix(size);
    }
    co_return true;
}

}  // namespace

void start_http_session(ServerCore& core, Socket socket, ConnectionSlot slot) {
    auto session = std::make_unique<HttpSession>(core, std::move(socket), std::move(slot));
    asio::co_spawn(core.io.get_executor(), HttpSession::run(std::move(session)), asio::detached);
}

}  // namespace tilbage::adapters::http::internal
