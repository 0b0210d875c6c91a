// Bytes to a server and back, over TCP or verified TLS, for protocols that libcurl does not know.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace tilbage::adapters::curl {

struct ByteStreamOptions {
    std::string host;
    std::uint16_t port = 0;
    bool tls = true;
    std::string ca_file;  // PEM; the system's trust store when empty
    std::chrono::milliseconds connect_timeout{5'000};
};

// One thread.
class ByteStream {
public:
    // unavailable, timeout: cannot connect; untrusted: the certificate.
    [[nodiscard]] static base::Result<ByteStream> open(const ByteStreamOptions& options);
    ~ByteStream();
    ByteStream(ByteStream&&) noexcept;
    ByteStream& operator=(ByteStream&&) noexcept;

    // All of it, or an error; then the peer has not got the whole.
    [[nodiscard]] base::Result<void> send(std::span<const std::uint8_t> bytes, std::chrono::milliseconds timeout);
    // What has come; empty: nothing did in that time. unavailable: the other side has closed, or the connection broke.
    [[nodiscard]] base::Result<std::string> receive(std::chrono::milliseconds timeout);

private:
    struct Impl;
    explicit ByteStream(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::curl
