// The way to an SMSC and back: bytes in order, over TCP or TLS. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"

namespace tilbage::adapters::smpp {

class Transport {
public:
    virtual ~Transport() = default;
    // All of it, or an error; then the peer has not got the whole.
    [[nodiscard]] virtual base::Result<void> send(std::span<const std::uint8_t> bytes,
                                                  std::chrono::milliseconds timeout) = 0;
    // What has come; empty: nothing did in that time. Error: the other side has closed, or the connection broke.
    [[nodiscard]] virtual base::Result<std::string> receive(std::chrono::milliseconds timeout) = 0;
};

}  // namespace tilbage::adapters::smpp
