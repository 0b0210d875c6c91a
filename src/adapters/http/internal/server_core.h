// What every connection of one server shares. Lives until the server and the last Reply or WsPeer in use have let go of
// it; its io_context goes first, and with it the coroutines that refer to the rest.
#pragma once

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "adapters/http/internal/client_address.h"
#include "adapters/http/internal/tls_stream.h"
#include "adapters/http/internal/worker_pool.h"
#include "adapters/http/server.h"

namespace tilbage::adapters::http::internal {

template <class T>
using Awaitable = asio::awaitable<T, Executor>;
// Errors come back as values: `auto [error, size] = co_await stream.async_read_some(buffer, kAsTuple);`
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAsTuple{};

// Something that stop() can ask to end.
class Stoppable {
public:
    virtual ~Stoppable() = default;
    // On the I/O thread. Ends the session soon, but not inside this call.
    virtual void stop() = 0;
    // The I/O thread is about to end: the last chance to tell the application.
    virtual void abandon() = 0;
};

struct ServerCore : std::enable_shared_from_this<ServerCore> {
    ServerCore(Options o, Handler h, WsHandler w, TlsContext t, TrustedProxies p)
        : options(std::move(o)),
          handler(std::move(h)),
          websockets(std::move(w)),
          tls(std::move(t)),
          proxies(std::move(p)),
          workers(options.workers, options.queue_capacity) {}

    const Options options;
    const Handler handler;
    const WsHandler websockets;
    TlsContext tls;  // I/O thread
    const TrustedProxies proxies;
    WorkerPool workers;

    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> open_websockets{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> refused{0};

    // I/O thread only.
    std::unordered_set<Stoppable*> sessions;
    bool stopping = false;
    std::function<void()> when_empty;  // set while stopping

    asio::io_context io{1};
};

// Counts one connection for as long as it lives, whichever session holds it. I/O thread.
class ConnectionSlot {
public:
    explicit ConnectionSlot(ServerCore& core) : core_(&core) { ++core.connections; }
    ConnectionSlot(ConnectionSlot&& other) noexcept : core_(std::exchange(other.core_, nullptr)) {}
    ConnectionSlot& operator=(ConnectionSlot&&) = delete;
    ~ConnectionSlot() {
        if (core_ && --core_->connections == 0 && core_->when_empty) core_->when_empty();
    }

private:
    ServerCore* core_;
};

// Keeps `session` in the list that stop() goes through.
class Registration {
public:
    Registration(ServerCore& core, Stoppable& session) : core_(core), session_(session) {
        core_.sessions.insert(&session_);
    }
    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;
    ~Registration() { core_.sessions.erase(&session_); }

private:
    ServerCore& core_;
    Stoppable& session_;
};

// Where a coroutine on the I/O thread waits for an answer that comes from any thread.
template <class Answer>
class PendingAnswer : public std::enable_shared_from_this<PendingAnswer<Answer>> {
public:
    explicit PendingAnswer(Executor executor) : ready_(executor, Timer::time_point::max()) {}

    // The handle for the application. It holds no part of the server alive but while it delivers.
    [[nodiscard]] ReplyWith<Answer> reply(ServerCore& core) {
        return ReplyWith<Answer>([weak_core = core.weak_from_this(), weak = this->weak_from_this()](Answer answer) {
            const auto alive = weak_core.lock();
            if (!alive) return;
            asio::post(alive->io, [weak, answer = std::move(answer)]() mutable {
                if (const auto pending = weak.lock()) pending->set(std::move(answer));
            });
        });
    }
    void set(Answer answer) {
        answer_ = std::move(answer);
        ready_.cancel();
    }
    static Awaitable<Answer> wait(std::shared_ptr<PendingAnswer> self) {
        while (!self->answer_) co_await self->ready_.async_wait(kAsTuple);
        co_return std::move(*self->answer_);
    }

private:
    Timer ready_;
    std::optional<Answer> answer_;
};

}  // namespace tilbage::adapters::http::internal
