#include "websocket_frames.h"

#include <gtest/gtest.h>

namespace tilbage::bench {
namespace {

using namespace std::string_literals;

TEST(WebsocketFrames, AClientsFrameIsMaskedWithItsLengthInFront) {
    EXPECT_EQ(client_frame({Opcode::pong, "ab"}), "\x8a\x82\0\0\0\0ab"s);
    EXPECT_EQ(client_frame({Opcode::text, std::string(300, 'x')}), "\x81\xfe\x01\x2c\0\0\0\0"s + std::string(300, 'x'));
}

TEST(WebsocketFrames, AServersFramesAreTakenOneByOneWhenTheyAreWhole) {
    std::string received = "\x89\x02hi\x81\x7e\x00"s;
    const auto ping = take_server_frame(received);
    ASSERT_TRUE(ping);
    EXPECT_EQ(ping->opcode, Opcode::ping);
    EXPECT_EQ(ping->payload, "hi");
    EXPECT_FALSE(take_server_frame(received));
    received += "\x80"s + std::string(128, 'y');
    const auto text = take_server_frame(received);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->payload, std::string(128, 'y'));
    EXPECT_TRUE(received.empty());
}

}  // namespace
}  // namespace tilbage::bench
