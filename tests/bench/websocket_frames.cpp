#include "websocket_frames.h"

namespace tilbage::bench {
namespace {

constexpr unsigned kFinal = 0x80;
constexpr unsigned kMasked = 0x80;
constexpr std::size_t kLength16 = 126;

std::size_t byte(const std::string& text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

}  // namespace

std::string client_frame(const Frame& frame) {
    const auto size = frame.payload.size();
    std::string made(1, static_cast<char>(kFinal | static_cast<unsigned>(frame.opcode)));
    if (size < kLength16) {
        made += static_cast<char>(kMasked | size);
    } else {
        made += static_cast<char>(kMasked | kLength16);
        made += {static_cast<char>(size >> 8U), static_cast<char>(size & 0xffU)};
    }
    return made + std::string(4, '\0') + frame.payload;
}

std::optional<Frame> take_server_frame(std::string& received) {
    if (received.size() < 2) return {};
    std::size_t begin = 2;
    std::size_t size = byte(received, 1);
    if (size == kLength16) {
        if (received.size() < 4) return {};
        size = byte(received, 2) << 8U | byte(received, 3);
        begin = 4;
    }
    if (received.size() < begin + size) return {};
    Frame frame{static_cast<Opcode>(byte(received, 0) & 0x0fU), received.substr(begin, size)};
    received.erase(0, begin + size);
    return frame;
}

}  // namespace tilbage::bench
