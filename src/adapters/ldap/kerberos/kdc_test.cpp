#include "adapters/ldap/kerberos/kdc.h"

#include <gmock/gmock.h>

#include "support/connection.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Peer = tilbage::testing::Connection;
using tilbage::testing::TestServer;

Deadline soon() { return Deadline::in(Millis(10'000)); }

TEST(Kdc, a_message_and_its_answer_have_their_lengths_in_front) {
    std::string received;
    const TestServer server([&](Peer peer) {
        received = peer.read_exactly(4 + 3);
        peer.send(std::string("\0\0", 2));
        peer.send(std::string("\0\6an", 4));
        peer.send("swer");
    });
    const auto answer = ask_kdc("127.0.0.1", "ask", soon(), server.port());
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(*answer, "answer");
    EXPECT_EQ(received, std::string("\0\0\0\3ask", 7));
}

TEST(Kdc, nothing_there_is_told_with_the_port_that_must_be_let_through) {
    std::uint16_t port = 0;
    {
        const TestServer gone([](Peer) {});
        port = gone.port();
    }
    const auto answer = ask_kdc("127.0.0.1", "ask", soon(), port);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    EXPECT_THAT(answer.error().message,
                AllOf(HasSubstr("TCP port " + std::to_string(port)), HasSubstr("let this port")));
}

TEST(Kdc, a_silent_one_is_given_up_at_the_deadline) {
    const TestServer silent([](Peer peer) { (void)peer.read_to_end(); });
    const auto begun = Deadline::Steady::now();
    EXPECT_EQ(ask_kdc("127.0.0.1", "ask", Deadline::in(Millis(100)), silent.port()).error().code, ErrorCode::timeout);
    EXPECT_LT(Deadline::Steady::now() - begun, Millis(5'000));
}

TEST(Kdc, an_answer_cut_off_or_too_large_is_none) {
    for (const auto& bytes :
         {std::string("\0\0\0\6ans", 7), std::string("\0\0", 2), std::string("\x7f\xff\xff\xff", 4)}) {
        const TestServer server([&](Peer peer) {
            (void)peer.read_exactly(4 + 3);
            peer.send(bytes);
        });
        EXPECT_EQ(ask_kdc("127.0.0.1", "ask", soon(), server.port()).error().code, ErrorCode::unavailable);
    }
}

}  // namespace
}  // namespace tilbage::adapters::ldap
