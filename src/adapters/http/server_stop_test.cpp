#include <future>
#include <gtest/gtest.h>
#include <thread>

#include "adapters/http/server.h"
#include "adapters/http/testing/server_fixture.h"

namespace tilbage::adapters::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;
using tilbage::testing::client_frame;
using tilbage::testing::Connection;
using tilbage::testing::read_answer;
using tilbage::testing::read_frame;

class ServerStop : public ServerTest {
protected:
    Mailbox<Reply> kept_;
    void start_keeping() {
        start([this](const Request&, Reply reply) { kept_.put(std::move(reply)); });
    }
};

TEST_F(ServerStop, AnIdleServerStopsAtOnceWhateverTheGrace) {
    start_keeping();
    const auto begin = Clock::now();
    server_->stop(seconds(30));
    EXPECT_LT(Clock::now() - begin, seconds(5));
    server_->stop(seconds(30));
    EXPECT_THROW(static_cast<void>(connect()), std::runtime_error);
}

TEST_F(ServerStop, IdleConnectionsAreClosedAtOnce) {
    start([](const Request&, const Reply& reply) { reply({}); });
    auto fresh = connect();
    auto used = connect();
    used.send(get("/"));
    EXPECT_EQ(read_answer(used).status, 200);
    const auto begin = Clock::now();
    server_->stop(seconds(30));
    EXPECT_LT(Clock::now() - begin, seconds(5));
    EXPECT_TRUE(used.is_closed_by_peer());
    EXPECT_TRUE(fresh.is_closed_by_peer());
}

TEST_F(ServerStop, ARunningRequestIsAnsweredWithinTheGrace) {
    start_keeping();
    auto connection = connect();
    connection.send(get("/"));
    const auto reply = kept_.take();
    ASSERT_TRUE(reply);
    auto stopped = std::async(std::launch::async, [&] { server_->stop(seconds(30)); });
    EXPECT_EQ(stopped.wait_for(milliseconds(50)), std::future_status::timeout);
    (*reply)(text_response("just in time"));
    const auto answer = read_answer(connection);
    EXPECT_EQ(answer.body, "just in time");
    EXPECT_EQ(answer.header("connection"), "close");
    {
        const Connection gone = std::move(connection);
    }
    EXPECT_EQ(stopped.wait_for(seconds(20)), std::future_status::ready);
}

TEST_F(ServerStop, ARequestThatIsNeverAnsweredEndsWithTheGrace) {
    start_keeping();
    auto connection = connect();
    connection.send(get("/"));
    const auto reply = kept_.take();
    ASSERT_TRUE(reply);
    server_->stop(milliseconds(100));
    server_.reset();
    EXPECT_EQ(connection.read_to_end(), "");
    (*reply)(text_response("too late"));
}

class ServerStopWebSocket : public ServerStop {
protected:
    Connection open() {
        WsHandler handler;
        handler.authorize = [](const Request&, const WsDecide& decide) { decide(WsAccept{}); };
        handler.on_close = [this](const WsPeerPtr&) { closed_.put(1); };
        start([](const Request&, const Reply& reply) { reply({}); }, handler);
        auto connection = connect();
        connection.send(
            "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        EXPECT_EQ(read_answer(connection).status, 101);
        return connection;
    }
    Mailbox<int> closed_;
};

TEST_F(ServerStopWebSocket, PeersAreToldWith1001) {
    auto connection = open();
    auto stopped = std::async(std::launch::async, [&] { server_->stop(seconds(30)); });
    const auto close = read_frame(connection);
    EXPECT_EQ(close.close_code(), 1001U);
    connection.send(client_frame(8, close.payload));
    EXPECT_EQ(stopped.wait_for(seconds(20)), std::future_status::ready);
    EXPECT_EQ(closed_.size(), 1U);
}

TEST_F(ServerStopWebSocket, APeerThatDoesNotAnswerIsLeftAtTheEndOfTheGraceAndTheApplicationIsTold) {
    auto connection = open();
    server_->stop(milliseconds(100));
    EXPECT_EQ(closed_.size(), 1U);
}

}  // namespace
}  // namespace tilbage::adapters::http
