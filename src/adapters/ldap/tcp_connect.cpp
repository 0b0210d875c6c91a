#include "adapters/ldap/tcp_connect.h"

#include <cerrno>
#include <cstring>
#include <fmt/core.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

base::Result<AddressList> look_up(const std::string& host, int port, const std::string& called) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const int problem = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (problem != 0) {
        return base::fail(ErrorCode::unavailable,
                          fmt::format("{}: the host name cannot be resolved ({})", called, gai_strerror(problem)));
    }
    return AddressList(found, &freeaddrinfo);
}

void set(int socket, int level, int option, int value) {
    // Tuning only: a kernel that does not know an option works without it.
    (void)setsockopt(socket, level, option, &value, sizeof value);
}

void tune(int socket) {
    set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    set(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(socket, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(socket, IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(socket, IPPROTO_TCP, TCP_KEEPCNT, 3);
}

// 0, or errno.
int wait_connected(int socket, Deadline deadline) {
    if (!wait_for_socket(socket, POLLOUT, deadline)) return ETIMEDOUT;
    int problem = 0;
    socklen_t size = sizeof problem;
    if (getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &size) != 0) return errno;
    return problem;
}

// A socket, or minus errno.
int connect_to(const addrinfo& target, Deadline deadline) {
    const int socket =
        ::socket(target.ai_family, target.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, target.ai_protocol);
    if (socket < 0) return -errno;
    tune(socket);
    int problem = ::connect(socket, target.ai_addr, target.ai_addrlen) == 0 ? 0 : errno;
    if (problem == EINPROGRESS) problem = wait_connected(socket, deadline);
    if (problem == 0) return socket;
    ::close(socket);
    return -problem;
}

}  // namespace

base::Result<int> tcp_connect(const ServerAddress& address, Deadline deadline) {
    return tcp_connect(address.host, address.port, address.str(), deadline);
}

base::Result<int> tcp_connect(const std::string& host, int port, const std::string& called, Deadline deadline) {
    const auto addresses = look_up(host, port, called);
    if (!addresses) return base::fail(addresses.error());
    int problem = 0;
    for (const auto* target = addresses->get(); target != nullptr; target = target->ai_next) {
        const int socket = connect_to(*target, deadline);
        if (socket >= 0) return socket;
        problem = -socket;
    }
    return base::fail(problem == ETIMEDOUT ? ErrorCode::timeout : ErrorCode::unavailable,
                      fmt::format("{}: cannot connect ({})", called, std::strerror(problem)));
}

int send_all(int socket, const void* data, std::size_t size, Deadline deadline) {
    const auto* bytes = static_cast<const char*>(data);
    while (size > 0) {
        const auto sent = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes += sent;
            size -= static_cast<std::size_t>(sent);
        } else if (errno == EAGAIN) {
            if (!wait_for_socket(socket, POLLOUT, deadline)) return ETIMEDOUT;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

bool wait_for_socket(int socket, short events, Deadline deadline) {
    while (true) {
        pollfd watched{socket, events, 0};
        const auto millis = std::min<std::int64_t>(deadline.remaining().count(), 60'000);
        const int ready = ::poll(&watched, 1, static_cast<int>(millis));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return true;  // whatever it is, the next call on the socket tells
        if (deadline.passed()) return false;
    }
}

}  // namespace tilbage::adapters::ldap
