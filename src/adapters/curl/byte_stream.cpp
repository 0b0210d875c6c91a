#include "adapters/curl/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>

#include "adapters/curl/easy_handle.h"

namespace tilbage::adapters::curl {
namespace {

using base::ErrorCode;
using Steady = std::chrono::steady_clock;

// libcurl opens connections for protocols that it knows; with CURLOPT_CONNECT_ONLY it leaves the rest to us.
std::string url_of(const ByteStreamOptions& options) {
    const bool is_ipv6 = options.host.find(':') != std::string::npos;
    return std::string(options.tls ? "https://" : "http://") + (is_ipv6 ? "[" + options.host + "]" : options.host) +
           ":" + std::to_string(options.port);
}

ErrorCode code_of(CURLcode code) {
    switch (static_cast<int>(code)) {
        case CURLE_PEER_FAILED_VERIFICATION:
            return ErrorCode::untrusted;
        case CURLE_OPERATION_TIMEDOUT:
            return ErrorCode::timeout;
        default:
            return ErrorCode::unavailable;
    }
}

// False: the time is over.
bool wait(curl_socket_t socket, short events, Steady::time_point end) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Steady::now()).count();
        pollfd watched{socket, events, 0};
        const int ready = ::poll(&watched, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000)));
        if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
        if (Steady::now() >= end) return false;
    }
}

}  // namespace

struct ByteStream::Impl {
    [[nodiscard]] base::Error broken(CURLcode code) const {
        return {ErrorCode::unavailable, "the connection to " + host + " broke: " + notes.words_for(code)};
    }

    std::string host;
    TransferNotes notes;  // must outlive the handle
    EasyHandle handle = new_easy_handle();
    curl_socket_t socket = CURL_SOCKET_BAD;
};

ByteStream::ByteStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteStream::~ByteStream() = default;
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;

base::Result<ByteStream> ByteStream::open(const ByteStreamOptions& options) {
    auto impl = std::make_unique<Impl>();
    impl->host = options.host;
    CURL* curl = impl->handle.get();
    set_common_options(curl, options.ca_file, options.connect_timeout, impl->notes);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_URL, url_of(options).c_str());
    curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_ENABLE_ALPN, 0L);
    curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        return base::fail(code_of(code),
                          "cannot connect to " + options.host + ": " + impl->notes.words_for(code) +
                              (code_of(code) == ErrorCode::untrusted ? "; look at the certificate and ca_file" : ""));
    }
    curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &impl->socket);
    return ByteStream(std::move(impl));
}

base::Result<void> ByteStream::send(std::span<const std::uint8_t> bytes, std::chrono::milliseconds timeout) {
    const auto end = Steady::now() + timeout;
    while (!bytes.empty()) {
        std::size_t sent = 0;
        const CURLcode code = curl_easy_send(impl_->handle.get(), bytes.data(), bytes.size(), &sent);
        if (code != CURLE_OK && code != CURLE_AGAIN) return base::fail(impl_->broken(code));
        bytes = bytes.subspan(sent);
        if (code == CURLE_AGAIN && !wait(impl_->socket, POLLOUT, end)) {
            return base::fail(ErrorCode::timeout, impl_->host + " takes no bytes");
        }
    }
    return {};
}

base::Result<std::string> ByteStream::receive(std::chrono::milliseconds timeout) {
    const auto end = Steady::now() + timeout;
    std::array<char, 4096> buffer{};
    for (;;) {
        std::size_t got = 0;
        const CURLcode code = curl_easy_recv(impl_->handle.get(), buffer.data(), buffer.size(), &got);
        if (code == CURLE_OK && got > 0) return std::string(buffer.data(), got);
        if (code == CURLE_OK) return base::fail(ErrorCode::unavailable, impl_->host + " has closed the connection");
        if (code != CURLE_AGAIN) return base::fail(impl_->broken(code));
        if (!wait(impl_->socket, POLLIN, end)) return std::string{};
    }
}

}  // namespace tilbage::adapters::curl
