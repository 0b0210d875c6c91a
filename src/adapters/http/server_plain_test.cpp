#include <gtest/gtest.h>

#include "adapters/http/testing/server_fixture.h"

namespace tilbage::adapters::http {
namespace {

using tilbage::testing::Connection;
using tilbage::testing::read_answer;

class PlainHttpServer : public ::testing::Test {
protected:
    void TearDown() override { server_.reset(); }

    void start(Handler handler, WsHandler websockets = {}) {
        auto started = Server::start(options_, std::move(handler), std::move(websockets));
        ASSERT_TRUE(started) << started.error().message;
        server_ = std::move(*started);
    }
    [[nodiscard]] Connection connect() const { return Connection::connect(server_->port()); }

    Options options_;
    std::unique_ptr<Server> server_;
};

void echo(const Request& request, const Reply& reply) {
    reply(text_response(request.path + " [" + request.body + "]"));
}

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; }

TEST_F(PlainHttpServer, AnswersOnLoopbackWithoutACertificate) {
    start(echo);
    auto connection = connect();
    connection.send(get("/1") + "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(read_answer(connection).body, "/1 []");
    EXPECT_EQ(read_answer(connection).body, "/2 [hello]");
}

TEST_F(PlainHttpServer, SendsLargeContentToASlowReaderWhole) {
    const auto large = std::make_shared<const std::string>(1'000'000, 'x');
    start([&](const Request&, const Reply& reply) {
        Response response;
        response.shared_body = large;
        reply(std::move(response));
    });
    auto connection = connect();
    connection.set_receive_buffer(65536);
    connection.send(get("/"));
    EXPECT_TRUE(read_answer(connection).body == *large);
}

TEST_F(PlainHttpServer, ReadsABodyThatComesInPieces) {
    start(echo);
    auto connection = connect();
    for (const char* piece : {"POST / HT", "TP/1.1\r\nHost: h\r\nContent-", "Length: 4\r\n\r\na", "b", "cd"})
        connection.send(piece);
    EXPECT_EQ(read_answer(connection).body, "/ [abcd]");
}

TEST_F(PlainHttpServer, ClosesWhenTheClientAsksForItAndWhenTheClientGoes) {
    start(echo);
    auto connection = connect();
    connection.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(read_answer(connection).header("connection"), "close");
    EXPECT_TRUE(connection.is_closed_by_peer());
    connect().reset();
    EXPECT_TRUE(eventually([&] { return server_->counts().connections <= 1; }));
}

TEST_F(PlainHttpServer, GivesUpASilentClient) {
    options_.header_timeout = std::chrono::milliseconds(50);
    start(echo);
    auto connection = connect();
    EXPECT_TRUE(connection.is_closed_by_peer());
}

TEST_F(PlainHttpServer, ServesWebSocketsToo) {
    start(echo, {.authorize = [](const Request&, const WsDecide& decide) { decide(WsAccept{}); },
                 .on_open = [](const WsPeerPtr& peer) { peer->send("hello"); },
                 .on_message = {},
                 .on_close = {}});
    auto connection = connect();
    connection.send(
        "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    EXPECT_NE(connection.read_until("\r\n\r\n").find(" 101 "), std::string::npos);
    EXPECT_EQ(tilbage::testing::read_frame(connection).payload, "hello");
}

TEST_F(PlainHttpServer, ServesIpv6Loopback) {
    options_.address = "::1";
    start(echo);
    EXPECT_NE(server_->port(), 0);
}

TEST_F(PlainHttpServer, IsRefusedWhereOtherHostsCouldListenIn) {
    for (const char* address : {"0.0.0.0", "::", "192.0.2.1", "localhost", ""}) {
        options_.address = address;
        const auto started = Server::start(options_, echo);
        ASSERT_FALSE(started) << address;
        EXPECT_EQ(started.error().code, base::ErrorCode::invalid_argument);
        EXPECT_NE(started.error().message.find("loopback"), std::string::npos) << started.error().message;
    }
}

TEST_F(PlainHttpServer, ReadsNoCertificateAgain) {
    start(echo);
    EXPECT_TRUE(server_->reload_certificate());
    auto connection = connect();
    connection.send(get("/after"));
    EXPECT_EQ(read_answer(connection).body, "/after []");
}

}  // namespace
}  // namespace tilbage::adapters::http
