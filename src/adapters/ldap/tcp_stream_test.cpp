#include "adapters/ldap/tcp_stream.h"

#include <atomic>
#include <cerrno>
#include <gtest/gtest.h>
#include <poll.h>

#include "adapters/ldap/tcp_connect.h"
#include "adapters/ldap/testing/ldap_peer.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {
namespace {

using base::Millis;
using testing::Peer;
using tilbage::testing::TestServer;

Deadline soon() { return Deadline::in(Millis(10'000)); }

// Not a secret: every octet turned over, with a mark in front, so that a test can see what went through it.
class MirrorSealer final : public Sealer {
public:
    [[nodiscard]] std::size_t most_at_once() const override { return 4; }
    std::optional<std::string> seal(std::span<const std::uint8_t> plain) override { return '!' + turned(plain); }
    std::optional<std::string> open(std::span<const std::uint8_t> sealed) override {
        if (sealed.empty() || sealed[0] != '!') return std::nullopt;
        return turned(sealed.subspan(1));
    }
    static std::string turned(std::span<const std::uint8_t> octets) {
        std::string out;
        for (const auto octet : octets) out += static_cast<char>(~octet);
        return out;
    }
};

std::string turned(std::string_view text) { return MirrorSealer::turned(base::as_bytes(text)); }
std::string frame(const std::string& content) {
    return std::string(3, '\0') + static_cast<char>(content.size()) + content;
}

std::unique_ptr<TcpStream> sealed_stream(const TestServer& server) {
    auto stream = TcpStream::connect({"127.0.0.1", server.port(), ServerAddress::Scheme::ldap}, soon());
    if (!stream) throw std::runtime_error(stream.error().message);
    (*stream)->seal(std::make_unique<MirrorSealer>());
    (*stream)->set_write_deadline(soon());
    return std::move(*stream);
}

// As libldap reads: when there is nothing yet, it waits for the socket.
std::string read(TcpStream& stream, std::size_t size) {
    std::string text(size, '\0');
    std::ptrdiff_t got = -1;
    while ((got = stream.read(text.data(), size)) < 0 && errno == EAGAIN) {
        if (!wait_for_socket(stream.descriptor(), POLLIN, soon())) return "nothing came";
    }
    return got < 0 ? "errno " + std::to_string(errno) : text.substr(0, static_cast<std::size_t>(got));
}

TEST(TcpStream, what_is_sealed_leaves_in_frames_of_what_fits) {
    const auto wanted = frame('!' + turned("pass")) + frame('!' + turned("word")) + frame('!' + turned("1"));
    std::string received;
    const TestServer server([&](Peer peer) {
        received = peer.read_exactly(wanted.size());
        peer.send(frame('!' + turned("got")));
    });
    auto stream = sealed_stream(server);
    EXPECT_EQ(stream->write("password", 8), 8);
    EXPECT_EQ(stream->write("1", 1), 1);
    EXPECT_EQ(read(*stream, 9), "got");
    EXPECT_EQ(received, wanted);
}

TEST(TcpStream, frames_that_come_in_pieces_or_together_are_read_as_one_text) {
    const TestServer server([](Peer peer) {
        const auto all = frame('!' + turned("one")) + frame('!' + turned("")) + frame('!' + turned("two"));
        peer.send(all.substr(0, 2));
        (void)peer.read_exactly(1 + 4 + 1);  // until the client has asked
        peer.send(all.substr(2));
        (void)peer.read_to_end();
    });
    auto stream = sealed_stream(server);
    EXPECT_EQ(stream->write("?", 1), 1);
    EXPECT_EQ(read(*stream, 2), "on");
    EXPECT_TRUE(stream->has_pending());
    EXPECT_FALSE(stream->is_quiet());
    EXPECT_EQ(read(*stream, 2), "e");
    EXPECT_EQ(read(*stream, 9), "two");
    EXPECT_FALSE(stream->has_pending());
    EXPECT_TRUE(stream->is_quiet());
}

TEST(TcpStream, what_the_peer_did_not_seal_is_an_error) {
    const TestServer server([](Peer peer) {
        peer.send(frame("in clear"));
        (void)peer.read_to_end();
    });
    EXPECT_EQ(read(*sealed_stream(server), 9), "errno " + std::to_string(EBADMSG));
}

TEST(TcpStream, a_frame_larger_than_any_is_refused_before_it_is_read) {
    const TestServer server([](Peer peer) {
        peer.send("\x01\x01\x01\x01");
        (void)peer.read_to_end();
    });
    EXPECT_EQ(read(*sealed_stream(server), 9), "errno " + std::to_string(EMSGSIZE));
}

TEST(TcpStream, an_end_in_the_middle_of_a_frame_is_an_error_and_one_between_two_is_not) {
    const TestServer half([](Peer peer) { peer.send(frame('!' + turned("one")).substr(0, 5)); });
    EXPECT_EQ(read(*sealed_stream(half), 9), "errno " + std::to_string(ECONNRESET));
    const TestServer whole([](Peer peer) { peer.send(frame('!' + turned("one"))); });
    auto stream = sealed_stream(whole);
    EXPECT_EQ(read(*stream, 9), "one");
    EXPECT_EQ(read(*stream, 9), "");
}

TEST(TcpStream, a_peer_that_does_not_read_is_given_up_at_the_deadline) {
    std::atomic<bool> done{false};
    const TestServer server([&](Peer peer) {
        peer.set_receive_buffer(4096);
        done.wait(false);
    });
    auto stream = TcpStream::connect({"127.0.0.1", server.port(), ServerAddress::Scheme::ldap}, soon());
    ASSERT_TRUE(stream);
    const std::string much(64 << 20, 'x');
    (*stream)->set_write_deadline(Deadline::in(Millis(100)));
    const auto begun = Deadline::Steady::now();
    EXPECT_EQ((*stream)->write(much.data(), much.size()), -1);
    EXPECT_EQ(errno, ETIMEDOUT);
    EXPECT_LT(Deadline::Steady::now() - begun, Millis(5'000));
    done = true;
    done.notify_all();
}

}  // namespace
}  // namespace tilbage::adapters::ldap
