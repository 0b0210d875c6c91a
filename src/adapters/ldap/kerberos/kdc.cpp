#include "adapters/ldap/kerberos/kdc.h"

#include <cerrno>
#include <cstring>
#include <fmt/core.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/ldap/tcp_connect.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;

constexpr std::size_t kLength = 4;
constexpr std::size_t kLargestAnswer = 1U
                                       << 20;  // a ticket with the groups of MS-KILE's largest PAC is a tenth of this

class Socket {
public:
    explicit Socket(int number) : number_(number) {}
    ~Socket() { ::close(number_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

// 0, or errno.
int read_exactly(int socket, std::string& into, std::size_t size, Deadline deadline) {
    into.resize(size);
    std::size_t got = 0;
    while (got < size) {
        const auto piece = ::recv(socket, into.data() + got, size - got, 0);
        if (piece == 0) return ECONNRESET;
        if (piece > 0) {
            got += static_cast<std::size_t>(piece);
        } else if (errno == EAGAIN) {
            if (!wait_for_socket(socket, POLLIN, deadline)) return ETIMEDOUT;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

std::size_t number(const std::string& octets) {
    std::size_t value = 0;
    for (const char octet : octets) value = value << 8 | static_cast<unsigned char>(octet);
    return value;
}

int exchange(int socket, std::string_view request, std::string& answer, Deadline deadline) {
    std::string message;
    for (int shift = 24; shift >= 0; shift -= 8) message += static_cast<char>(request.size() >> shift & 0xff);
    message += request;
    if (const int problem = send_all(socket, message.data(), message.size(), deadline); problem != 0) return problem;
    if (const int problem = read_exactly(socket, answer, kLength, deadline); problem != 0) return problem;
    const auto size = number(answer);
    if (size > kLargestAnswer) return EMSGSIZE;
    return read_exactly(socket, answer, size, deadline);
}

}  // namespace

base::Result<std::string> ask_kdc(const std::string& host, std::string_view request, Deadline deadline, int port) {
    const auto called = fmt::format("Kerberos on {}, TCP port {}", host, port);
    const auto advice =
        "the agent signs in with a keytab by Kerberos at the domain controller itself; let this port through";
    const auto connected = tcp_connect(host, port, called, deadline);
    if (!connected) {
        return base::fail(connected.error().code, fmt::format("{}; {}", connected.error().message, advice));
    }
    const Socket socket(*connected);
    std::string answer;
    const int problem = exchange(socket.get(), request, answer, deadline);
    if (problem == 0) return answer;
    return base::fail(problem == ETIMEDOUT ? ErrorCode::timeout : ErrorCode::unavailable,
                      fmt::format("{}: no answer ({}); {}", called, std::strerror(problem), advice));
}

}  // namespace tilbage::adapters::ldap
