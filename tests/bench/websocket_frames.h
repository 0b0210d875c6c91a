// As much of RFC 6455 §5 as an idle agent needs: short frames, no fragments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilbage::bench {

enum class Opcode : std::uint8_t { text = 1, close = 8, ping = 9, pong = 10 };

struct Frame {
    Opcode opcode = Opcode::text;
    std::string payload;
};

// From client to server, so masked; the key is all zeros, for there is no cache between us that could be misled. The
// payload is below 64 KiB.
[[nodiscard]] std::string client_frame(const Frame& frame);

// Takes the first whole frame of what a server sent out of `received`.
[[nodiscard]] std::optional<Frame> take_server_frame(std::string& received);

}  // namespace tilbage::bench
