#include "adapters/http/internal/linger.h"

#include <array>
#include <boost/asio/buffer.hpp>

namespace tilbage::adapters::http::internal {
namespace {

constexpr std::size_t kMostDrained = 64 * 1024 * 1024;

// Shared by all connections: nobody looks at it, and all of them are served by one thread.
std::array<char, 16 * 1024>& thrown_away() {
    thread_local std::array<char, 16 * 1024> bytes;
    return bytes;
}

}  // namespace

Awaitable<void> linger(TlsStream& stream, std::chrono::milliseconds timeout) {
    stream.state().expires_after(timeout);
    const auto [refused, unused] = co_await stream.async_shutdown(kAsTuple);
    if (refused) co_return;
    Socket& socket = stream.state().socket();
    ErrorCode ignored;
    socket.shutdown(asio::socket_base::shutdown_send, ignored);
    const auto space = asio::buffer(thrown_away());
    for (std::size_t drained = 0; drained < kMostDrained;) {
        const auto [error, size] = co_await socket.async_read_some(space, kAsTuple);
        if (error) co_return;
        drained += size;
    }
}

}  // namespace tilbage::adapters::http::internal
