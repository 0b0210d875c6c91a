#include "adapters/ldap/tcp_stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/ldap/tcp_connect.h"

namespace tilbage::adapters::ldap {
namespace {

constexpr std::size_t kLength = 4;
// What a client may be sent at once when it has set no limit of its own (RFC 4752 §3.3: three octets).
constexpr std::size_t kLargestFrame = 0xffffff;

std::span<const std::uint8_t> octets(const void* data, std::size_t size) {
    return {static_cast<const std::uint8_t*>(data), size};
}

std::size_t frame_size(const std::string& received) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < kLength; ++i) size = size << 8 | static_cast<unsigned char>(received[i]);
    return size;
}

void append_frame(std::string& out, const std::string& sealed) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(sealed.size() >> shift & 0xff);
    out += sealed;
}

std::ptrdiff_t failed(int code) {
    errno = code;
    return -1;
}

}  // namespace

base::Result<std::unique_ptr<TcpStream>> TcpStream::connect(const ServerAddress& address, Deadline deadline) {
    const auto socket = tcp_connect(address, deadline);
    if (!socket) return base::fail(socket.error());
    return std::unique_ptr<TcpStream>(new TcpStream(*socket));
}

TcpStream::~TcpStream() { ::close(socket_); }

std::ptrdiff_t TcpStream::read(void* buffer, std::size_t size) {
    if (!sealer_) return ::recv(socket_, buffer, size, 0);
    while (taken_ == plain_.size()) {
        if (const int got = read_frame(); got <= 0) return got;
    }
    const auto given = std::min(size, plain_.size() - taken_);
    std::memcpy(buffer, plain_.data() + taken_, given);
    taken_ += given;
    return static_cast<std::ptrdiff_t>(given);
}

bool TcpStream::has_whole_frame() const {
    return received_.size() >= kLength && received_.size() - kLength >= frame_size(received_);
}

int TcpStream::read_frame() {
    while (!has_whole_frame()) {
        if (received_.size() >= kLength && frame_size(received_) > kLargestFrame) {
            return static_cast<int>(failed(EMSGSIZE));
        }
        std::array<char, 16'384> chunk;
        const auto got = ::recv(socket_, chunk.data(), chunk.size(), 0);
        if (got < 0) return -1;
        if (got == 0) return received_.empty() ? 0 : static_cast<int>(failed(ECONNRESET));
        received_.append(chunk.data(), static_cast<std::size_t>(got));
    }
    const auto size = frame_size(received_);
    auto opened = sealer_->open(octets(received_.data() + kLength, size));
    if (!opened) return static_cast<int>(failed(EBADMSG));
    received_.erase(0, kLength + size);
    plain_ = std::move(*opened);
    taken_ = 0;
    return 1;
}

std::ptrdiff_t TcpStream::write(const void* buffer, std::size_t size) {
    int problem = 0;
    if (!sealer_) {
        problem = send_all(socket_, buffer, size, write_deadline());
    } else {
        const auto most = sealer_->most_at_once();
        std::string frames;
        for (std::size_t sent = 0; sent < size; sent += most) {
            const auto sealed =
                sealer_->seal(octets(static_cast<const char*>(buffer) + sent, std::min(most, size - sent)));
            if (!sealed) return failed(EIO);
            append_frame(frames, *sealed);
        }
        problem = send_all(socket_, frames.data(), frames.size(), write_deadline());
    }
    return problem == 0 ? static_cast<std::ptrdiff_t>(size) : failed(problem);
}

bool TcpStream::has_pending() const { return taken_ < plain_.size() || has_whole_frame(); }

bool TcpStream::is_quiet() {
    pollfd watched{socket_, POLLIN, 0};
    return !has_pending() && received_.empty() && ::poll(&watched, 1, 0) == 0;
}

}  // namespace tilbage::adapters::ldap
