#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "adapters/http/server.h"
#include "adapters/http/testing/server_fixture.h"

namespace tilbage::adapters::http {
namespace {

using std::chrono::milliseconds;
using tilbage::testing::client_frame;
using tilbage::testing::Connection;
using tilbage::testing::read_answer;
using tilbage::testing::read_frame;

class ServerWebSocket : public ServerTest {
protected:
    // Accepts everybody, tells `events_` what happens, and echoes messages.
    WsHandler echoing() {
        WsHandler handler;
        handler.authorize = [](const Request& request, const WsDecide& decide) {
            decide(WsAccept{std::string(request.header("sec-websocket-protocol")), request.path});
        };
        handler.on_open = [this](const WsPeerPtr& peer) {
            peers_.put(peer);
            events_.put("open");
        };
        handler.on_message = [this](const WsPeerPtr& peer, std::string message) {
            events_.put("message " + message);
            peer->send("echo " + message);
        };
        handler.on_close = [this](const WsPeerPtr&) { events_.put("close"); };
        return handler;
    }
    void start_echo() {
        start([](const Request&, const Reply& reply) { reply(text_response("http")); }, echoing());
    }
    static std::string upgrade(const std::string& path = "/ws", const std::string& more = {}) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
    }
    Connection open(const std::string& path = "/ws") {
        auto connection = connect();
        connection.send(upgrade(path));
        EXPECT_EQ(read_answer(connection).status, 101);
        EXPECT_EQ(events_.take(), "open");
        return connection;
    }

    Mailbox<std::string> events_;
    Mailbox<WsPeerPtr> peers_;
};

TEST_F(ServerWebSocket, EchoesAndTellsInOrder) {
    start_echo();
    auto connection = open();
    connection.send(client_frame(1, "one") + client_frame(1, "two"));
    EXPECT_EQ(read_frame(connection).payload, "echo one");
    EXPECT_EQ(read_frame(connection).payload, "echo two");
    connection.send(client_frame(8, "\x03\xe8"));
    EXPECT_EQ(read_frame(connection).close_code(), 1000U);
    EXPECT_TRUE(connection.is_closed_by_peer());
    EXPECT_EQ(events_.take(), "message one");
    EXPECT_EQ(events_.take(), "message two");
    EXPECT_EQ(events_.take(), "close");
    EXPECT_TRUE(eventually([&] { return server_->counts().connections == 0; }));
    EXPECT_EQ(server_->counts().websockets, 0U);
}

TEST_F(ServerWebSocket, AnswersTheHandshakeOfRfc6455WithTheChosenSubprotocol) {
    start_echo();
    auto connection = connect();
    connection.send(upgrade("/ws", "Sec-WebSocket-Protocol: tilbage.relay.v1\r\n"));
    const auto answer = read_answer(connection);
    EXPECT_EQ(answer.status, 101);
    EXPECT_EQ(answer.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");  // RFC 6455 §1.3
    EXPECT_EQ(answer.header("sec-websocket-protocol"), "tilbage.relay.v1");
    EXPECT_EQ(answer.header("sec-websocket-extensions"), "");
}

TEST_F(ServerWebSocket, KeepsTheContextThatAuthorizeAttached) {
    start_echo();
    auto connection = open("/some/path");
    const auto peer = peers_.take();
    ASSERT_TRUE(peer);
    EXPECT_EQ(std::any_cast<std::string>((*peer)->context()), "/some/path");
    EXPECT_EQ((*peer)->address(), "127.0.0.1");
    EXPECT_EQ((*peer)->id().size(), 16U);
}

TEST_F(ServerWebSocket, ARefusalIsAnHttpAnswer) {
    WsHandler handler = echoing();
    handler.authorize = [](const Request&, const WsDecide& decide) {
        Response refusal = text_response("who are you?", 401);
        refusal.headers.push_back({"WWW-Authenticate", "Bearer"});
        decide(refusal);
    };
    start([](const Request&, const Reply& reply) { reply({}); }, handler);
    const auto answer = ask(upgrade());
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.header("www-authenticate"), "Bearer");
    EXPECT_EQ(answer.body, "who are you?");
    EXPECT_EQ(events_.size(), 0U);
}

TEST_F(ServerWebSocket, TheDecisionMayComeLaterAndADroppedOneRefuses) {
    Mailbox<WsDecide> kept;
    WsHandler handler = echoing();
    handler.authorize = [&](const Request& request, WsDecide decide) {
        if (request.path == "/later") kept.put(std::move(decide));
    };
    start([](const Request&, const Reply& reply) { reply({}); }, handler);
    EXPECT_EQ(ask(upgrade("/dropped")).status, 500);
    auto connection = connect();
    connection.send(upgrade("/later"));
    const auto decide = kept.take();
    ASSERT_TRUE(decide);
    (*decide)(WsAccept{});
    EXPECT_EQ(read_answer(connection).status, 101);
}

TEST_F(ServerWebSocket, ASubprotocolThatWasNotOfferedIsABugAndNotSent) {
    WsHandler handler = echoing();
    handler.authorize = [](const Request&, const WsDecide& decide) { decide(WsAccept{"other", {}}); };
    start([](const Request&, const Reply& reply) { reply({}); }, handler);
    EXPECT_EQ(ask(upgrade("/", "Sec-WebSocket-Protocol: tilbage.relay.v1\r\n")).status, 500);
}

TEST_F(ServerWebSocket, WithoutAHandlerEveryUpgradeIs404) {
    start([](const Request&, const Reply& reply) { reply({}); });
    EXPECT_EQ(ask(upgrade()).status, 404);
}

TEST_F(ServerWebSocket, AMessageOfTheLimitPassesAndALargerOneClosesWith1009) {
    start_echo();
    auto connection = open();
    const std::string largest(64 * 1024, 'x');
    connection.send(client_frame(1, largest));
    EXPECT_TRUE(read_frame(connection).payload == "echo " + largest);
    connection.send(client_frame(1, largest + "x"));
    EXPECT_EQ(read_frame(connection).close_code(), 1009U);
}

TEST_F(ServerWebSocket, BinaryMessagesCloseWith1003AndInvalidUtf8With1007) {
    start_echo();
    auto binary = open();
    binary.send(client_frame(2, "bytes"));
    EXPECT_EQ(read_frame(binary).close_code(), 1003U);
    auto invalid = open();
    invalid.send(client_frame(1, "\xff\xff"));
    EXPECT_EQ(read_frame(invalid).close_code(), 1007U);
}

TEST_F(ServerWebSocket, AnswersPings) {
    start_echo();
    auto connection = open();
    connection.send(client_frame(9, "are you there"));
    const auto pong = read_frame(connection);
    EXPECT_EQ(pong.opcode, 10U);
    EXPECT_EQ(pong.payload, "are you there");
}

TEST_F(ServerWebSocket, PingsASilentPeerThenGivesItUp) {
    options_.websocket_idle_timeout = milliseconds(200);
    start_echo();
    auto connection = open();
    EXPECT_EQ(read_frame(connection).opcode, 9U);
    EXPECT_EQ(events_.take(), "close");
    EXPECT_TRUE(eventually([&] { return server_->counts().connections == 0; }));
}

TEST_F(ServerWebSocket, KeepsAPeerThatAnswersPings) {
    options_.websocket_idle_timeout = milliseconds(200);
    start_echo();
    auto connection = open();
    for (int i = 0; i < 5; ++i) {
        const auto ping = read_frame(connection);
        ASSERT_EQ(ping.opcode, 9U);
        connection.send(client_frame(10, ping.payload));
    }
    connection.send(client_frame(1, "alive"));
    EXPECT_EQ(read_frame(connection).payload, "echo alive");
}

TEST_F(ServerWebSocket, CutsOffAPeerThatDoesNotRead) {
    options_.websocket_send_limit = 1'000'000;
    start_echo();
    auto connection = open();
    const auto peer = peers_.take();
    ASSERT_TRUE(peer);
    const std::string message(50'000, 'x');
    EXPECT_TRUE(eventually([&] { return !(*peer)->send(message); }));
    EXPECT_EQ(events_.take(), "close");
    EXPECT_FALSE((*peer)->send("more"));
}

TEST_F(ServerWebSocket, SendsWhatIsQueuedBeforeItCloses) {
    start_echo();
    auto connection = open();
    const auto peer = peers_.take();
    ASSERT_TRUE(peer);
    for (int i = 0; i < 20; ++i) EXPECT_TRUE((*peer)->send(std::to_string(i)));
    (*peer)->close(4009, "already connected");
    for (int i = 0; i < 20; ++i) EXPECT_EQ(read_frame(connection).payload, std::to_string(i));
    const auto close = read_frame(connection);
    EXPECT_EQ(close.close_code(), 4009U);
    EXPECT_EQ(close.payload.substr(2), "already connected");
    connection.send(client_frame(8, close.payload));
    EXPECT_EQ(events_.take(), "close");
}

TEST_F(ServerWebSocket, AClosingHandshakeThatThePeerDoesNotAnswerEnds) {
    options_.websocket_idle_timeout = milliseconds(150);
    start_echo();
    auto connection = open();
    const auto peer = peers_.take();
    ASSERT_TRUE(peer);
    (*peer)->close(1000, "");
    EXPECT_EQ(events_.take(), "close");
}

TEST_F(ServerWebSocket, APeerHandleOutlivesItsConnectionAndTheServer) {
    start_echo();
    WsPeerPtr peer;
    {
        auto connection = open();
        peer = *peers_.take();
    }
    EXPECT_EQ(events_.take(), "close");
    EXPECT_FALSE(peer->send("nobody"));
    server_.reset();
    EXPECT_FALSE(peer->send("nobody"));
    peer->close(1000, "nobody");
}

TEST_F(ServerWebSocket, PausesReadingWhileTheApplicationIsBehindAndLosesNothing) {
    options_.websocket_inbox_limit = 2;
    Mailbox<int> go_on;
    WsHandler handler = echoing();
    handler.on_message = [&](const WsPeerPtr&, const std::string& message) {
        if (message == "0") {
            EXPECT_TRUE(go_on.take());
        }
        events_.put(message);
    };
    start([](const Request&, const Reply& reply) { reply({}); }, handler);
    auto connection = open();
    std::string frames;
    for (int i = 0; i < 100; ++i) frames += client_frame(1, std::to_string(i));
    connection.send(frames);
    go_on.put(1);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(events_.take(), std::to_string(i));
}

TEST_F(ServerWebSocket, CallbacksOfOnePeerNeverOverlap) {
    std::atomic<int> inside{0};
    std::atomic<int> overlaps{0};
    std::atomic<int> seen{0};
    WsHandler handler = echoing();
    handler.on_message = [&](const WsPeerPtr&, const std::string&) {
        if (++inside > 1) ++overlaps;
        std::this_thread::yield();
        --inside;
        ++seen;
    };
    start([](const Request&, const Reply& reply) { reply({}); }, handler);
    auto connection = open();
    for (int i = 0; i < 500; ++i) connection.send(client_frame(1, "x"));
    EXPECT_TRUE(eventually([&] { return seen == 500; }));
    EXPECT_EQ(overlaps, 0);
}

TEST_F(ServerWebSocket, ManyPeersTalkAtOnce) {
    start_echo();
    std::atomic<int> right{0};
    std::vector<std::thread> clients;
    for (int c = 0; c < 8; ++c)
        clients.emplace_back([&] {
            auto connection = connect();
            connection.send(upgrade());
            if (read_answer(connection).status != 101) return;
            for (int i = 0; i < 50; ++i) {
                connection.send(client_frame(1, std::to_string(i)));
                if (read_frame(connection).payload == "echo " + std::to_string(i)) ++right;
            }
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(right, 400);
}

}  // namespace
}  // namespace tilbage::adapters::http
