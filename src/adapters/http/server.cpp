#include "adapters/http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <cstring>
#include <mutex>
#include <thread>

#include "adapters/http/internal/http_session.h"
#include "adapters/http/internal/log_events.h"
#include "adapters/http/internal/server_core.h"

namespace tilbage::adapters::http {
namespace {

using namespace internal;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kAcceptPause{100};

base::Result<void> listen_on(Acceptor& acceptor, const std::string& address, std::uint16_t port) {
    const auto failed = [&](const ErrorCode& error) {
        return base::fail(base::ErrorCode::unavailable,
                          "cannot listen on " + address + " port " + std::to_string(port) + ": " + error.message() +
                              "; look whether another program has it, and who may open it");
    };
    ErrorCode error;
    const auto ip = asio::ip::make_address(address, error);
    if (error)
        return base::fail(base::ErrorCode::invalid_argument, "\"" + address + "\" is not an IP address to listen on");
    const asio::ip::tcp::endpoint endpoint(ip, port);
    if (acceptor.open(endpoint.protocol(), error)) return failed(error);
    if (acceptor.set_option(asio::socket_base::reuse_address(true), error)) return failed(error);
    if (acceptor.bind(endpoint, error)) return failed(error);
    if (acceptor.listen(kBacklog, error)) return failed(error);
    return {};
}

// Without a certificate nothing may leave this host in clear.
base::Result<TlsContext> transport_of(const Options& options) {
    if (!options.certificate_file.empty())
        return TlsContext::server(options.certificate_file, options.private_key_file);
    ErrorCode error;
    const auto ip = asio::ip::make_address(options.address, error);
    if (error || !ip.is_loopback())
        return base::fail(base::ErrorCode::invalid_argument,
                          "plain HTTP is served on a loopback address only, and \"" + options.address +
                              "\" is none; give a certificate, or listen on 127.0.0.1 or ::1");
    return TlsContext::plain();
}

}  // namespace

struct Server::Impl {
    explicit Impl(std::shared_ptr<ServerCore> c)
        : core(std::move(c)),
          acceptor(core->io.get_executor()),
          pause(core->io.get_executor()),
          grace(core->io.get_executor()) {}

    Awaitable<void> accept_all();
    void take(Socket socket);
    void begin_stop(std::chrono::milliseconds time);
    void finish();

    std::shared_ptr<ServerCore> core;
    Acceptor acceptor;
    Timer pause;
    Timer grace;
    std::uint16_t port = 0;
    bool is_full = false;        // and the log has been told
    bool cannot_accept = false;  // likewise
    std::mutex stop_mutex;
    std::thread thread;
};

Awaitable<void> Server::Impl::accept_all() {
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(kAsTuple);
        if (!error) {
            cannot_accept = false;
            take(std::move(socket));
            continue;
        }
        if (error == asio::error::operation_aborted || error == asio::error::connection_aborted) continue;
        if (!std::exchange(cannot_accept, true)) base::log(kAcceptFailed, {{"error", std::strerror(error.value())}});
        pause.expires_after(kAcceptPause);
        co_await pause.async_wait(kAsTuple);
    }
}

void Server::Impl::take(Socket socket) {
    const bool was_full = std::exchange(is_full, core->connections >= core->options.max_connections);
    if (is_full) {
        if (!was_full) base::log(kTooManyConnections, {{"limit", static_cast<std::int64_t>(core->connections)}});
        return;
    }
    start_http_session(*core, std::move(socket), ConnectionSlot(*core));
}

void Server::Impl::begin_stop(std::chrono::milliseconds time) {
    core->stopping = true;
    ErrorCode ignored;
    acceptor.close(ignored);
    pause.cancel();
    core->when_empty = [this] { finish(); };
    const auto sessions = core->sessions;  // stop() may change the set
    for (auto* session : sessions) session->stop();
    if (core->connections == 0) return finish();
    grace.expires_after(time);
    grace.async_wait([this](ErrorCode error) {
        if (!error) finish();
    });
}

void Server::Impl::finish() {
    core->when_empty = nullptr;
    for (auto* session : core->sessions) session->abandon();
    core->io.stop();
}

base::Result<std::unique_ptr<Server>> Server::start(Options options, Handler handler, WsHandler websockets) {
    auto tls = transport_of(options);
    if (!tls) return base::fail(tls.error());
    auto proxies = TrustedProxies::parse(options.trusted_proxies);
    if (!proxies) return base::fail(proxies.error());
    auto core = std::make_shared<ServerCore>(std::move(options), std::move(handler), std::move(websockets),
                                             std::move(*tls), std::move(*proxies));
    auto impl = std::make_unique<Impl>(core);
    if (auto listening = listen_on(impl->acceptor, core->options.address, core->options.port); !listening)
        return base::fail(listening.error());
    impl->port = impl->acceptor.local_endpoint().port();
    asio::co_spawn(core->io.get_executor(), impl->accept_all(), asio::detached);
    impl->thread = std::thread([core = core.get()] {
        const auto work = asio::make_work_guard(core->io);
        core->io.run();
    });
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

std::uint16_t Server::port() const { return impl_->port; }

base::Result<void> Server::reload_certificate() {
    auto tls = transport_of(impl_->core->options);
    if (!tls) return base::fail(tls.error());
    asio::post(impl_->core->io, [core = impl_->core.get(), fresh = std::move(*tls)] { core->tls = fresh; });
    return {};
}

void Server::stop(std::chrono::milliseconds grace) {
    std::lock_guard lock(impl_->stop_mutex);
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->core->io, [impl = impl_.get(), grace] { impl->begin_stop(grace); });
    impl_->thread.join();
    impl_->core->workers.stop();
}

ServerCounts Server::counts() const {
    const ServerCore& core = *impl_->core;
    return {core.connections, core.open_websockets, core.requests, core.refused};
}

}  // namespace tilbage::adapters::http
