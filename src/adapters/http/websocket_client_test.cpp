#include "adapters/http/websocket_client.h"

#include <gtest/gtest.h>

#include "adapters/http/testing/server_fixture.h"

namespace tilbage::adapters::http {
namespace {

using std::chrono::milliseconds;
using tilbage::testing::Connection;
using tilbage::testing::TestServer;

// Both ends are ours here; server_websocket_test.cpp holds the server against raw bytes, and TestServer the client.
class WebSocketClientTest : public ServerTest {
protected:
    WebSocketClientTest() {
        client_options_.ca_file = authority_.ca_file();
        handler_.on_open = [this] { events_.put("open"); };
        handler_.on_message = [this](const std::string& message) { events_.put(message); };
        handler_.on_close = [this](const WsCloseInfo& info) { closed_.put(info); };
    }
    void start_echo() {
        WsHandler handler;
        handler.authorize = [](const Request& request, const WsDecide& decide) {
            if (request.path == "/refused") {
                Response refusal = text_response("no", 401);
                refusal.headers.push_back({"Retry-After", "7"});
                return static_cast<void>(decide(refusal));
            }
            const bool known = request.header("authorization") == "Bearer token";
            const std::string subprotocol = request.path == "/bare" ? "" : "tilbage.relay.v1";
            decide(known ? WsDecision(WsAccept{subprotocol, {}}) : WsDecision(text_response("no", 403)));
        };
        handler.on_message = [](const WsPeerPtr& peer, std::string message) {
            if (message == "close me") return peer->close(4001, "as you wish");
            peer->send("echo " + message);
        };
        start([](const Request&, const Reply& reply) { reply({}); }, handler);
    }
    [[nodiscard]] static WsConnectTo to(std::uint16_t port, const std::string& path = "/ws",
                                        const std::string& host = "127.0.0.1") {
        return {"wss://" + host + ":" + std::to_string(port) + path,
                "tilbage.relay.v1",
                {{"Authorization", "Bearer token"}}};
    }
    // How connecting ends when it must fail.
    WsCloseInfo failure(const WsConnectTo& where) {
        WebSocketClient client(client_options_, handler_);
        EXPECT_TRUE(client.connect(where));
        const auto info = closed_.take();
        EXPECT_EQ(events_.size(), 0U);
        return info.value_or(WsCloseInfo{});
    }

    WsClientOptions client_options_;
    WsClientHandler handler_;
    Mailbox<std::string> events_;
    Mailbox<WsCloseInfo> closed_;
};

TEST_F(WebSocketClientTest, ConnectsAndTalks) {
    start_echo();
    WebSocketClient client(client_options_, handler_);
    EXPECT_FALSE(client.send("too early"));
    ASSERT_TRUE(client.connect(to(server_->port())));
    EXPECT_FALSE(client.connect(to(server_->port())));
    EXPECT_EQ(events_.take(), "open");
    EXPECT_TRUE(client.send("one"));
    EXPECT_TRUE(client.send(std::string(60'000, 'x')));
    EXPECT_EQ(events_.take(), "echo one");
    EXPECT_TRUE(events_.take() == "echo " + std::string(60'000, 'x'));
    client.close(1000, "done");
    const auto info = closed_.take();
    ASSERT_TRUE(info);
    EXPECT_EQ(info->how, WsClosed::by_us);
    EXPECT_FALSE(client.send("too late"));
}

TEST_F(WebSocketClientTest, ResolvesNamesAndChecksThemAgainstTheCertificate) {
    start_echo();
    WebSocketClient client(client_options_, handler_);
    ASSERT_TRUE(client.connect(to(server_->port(), "/ws", "localhost")));
    EXPECT_EQ(events_.take(), "open");
}

TEST_F(WebSocketClientTest, TellsThePeersCloseCodeAndReason) {
    start_echo();
    WebSocketClient client(client_options_, handler_);
    ASSERT_TRUE(client.connect(to(server_->port())));
    EXPECT_EQ(events_.take(), "open");
    EXPECT_TRUE(client.send("close me"));
    const auto info = closed_.take();
    ASSERT_TRUE(info);
    EXPECT_EQ(info->how, WsClosed::by_peer);
    EXPECT_EQ(info->code, 4001);
    EXPECT_EQ(info->reason, "as you wish");
}

TEST_F(WebSocketClientTest, MayConnectAgainFromInsideOnClose) {
    start_echo();
    WebSocketClient* self = nullptr;
    handler_.on_close = [&](const WsCloseInfo& info) {
        EXPECT_TRUE(self->connect(to(server_->port())));
        closed_.put(info);
    };
    WebSocketClient client(client_options_, handler_);
    self = &client;
    for (int i = 0; i < 3; ++i) {
        if (i == 0) {
            ASSERT_TRUE(client.connect(to(server_->port())));
        }
        EXPECT_EQ(events_.take(), "open");
        client.close();
        EXPECT_TRUE(closed_.take());
    }
    EXPECT_EQ(events_.take(), "open");
}

TEST_F(WebSocketClientTest, ARefusalTellsItsStatusAndRetryAfter) {
    start_echo();
    const auto info = failure(to(server_->port(), "/refused"));
    EXPECT_EQ(info.how, WsClosed::refused);
    EXPECT_EQ(info.status, 401U);
    EXPECT_EQ(info.retry_after, "7");
    EXPECT_NE(info.message.find("401"), std::string::npos);
}

TEST_F(WebSocketClientTest, AServerWithoutOurSubprotocolIsNotTalkedTo) {
    start_echo();
    EXPECT_EQ(failure(to(server_->port(), "/bare")).how, WsClosed::protocol_error);
}

TEST_F(WebSocketClientTest, AnUnknownAuthorityIsUntrusted) {
    start_echo();
    const tilbage::testing::TestAuthority other;
    client_options_.ca_file = other.ca_file();
    const auto info = failure(to(server_->port()));
    EXPECT_EQ(info.how, WsClosed::untrusted_certificate);
    EXPECT_NE(info.message.find("ca_file"), std::string::npos) << info.message;
    client_options_.ca_file.clear();  // the system's store does not know it either
    EXPECT_EQ(failure(to(server_->port())).how, WsClosed::untrusted_certificate);
}

TEST_F(WebSocketClientTest, AnExpiredCertificateIsUntrusted) {
    const auto files = authority_.issue_expired({"IP:127.0.0.1"});
    TestServer server([&](Connection connection) { connection.start_tls_server(files); });
    const auto info = failure(to(server.port()));
    EXPECT_EQ(info.how, WsClosed::untrusted_certificate);
    EXPECT_NE(info.message.find("expired"), std::string::npos) << info.message;
}

TEST_F(WebSocketClientTest, ACertificateForAnotherNameOrAddressIsToldApart) {
    const auto files = authority_.issue({"DNS:other.example", "IP:127.0.0.2"});
    TestServer server([&](Connection connection) { connection.start_tls_server(files); });
    EXPECT_EQ(failure(to(server.port(), "/", "127.0.0.1")).how, WsClosed::wrong_host_name);
    EXPECT_EQ(failure(to(server.port(), "/", "localhost")).how, WsClosed::wrong_host_name);
}

TEST_F(WebSocketClientTest, APortThatNobodyListensOnCannotBeConnected) {
    std::uint16_t port = 0;
    {
        const TestServer gone([](const Connection&) {});
        port = gone.port();
    }
    const auto info = failure(to(port));
    EXPECT_EQ(info.how, WsClosed::cannot_connect);
    EXPECT_NE(info.message.find(std::to_string(port)), std::string::npos) << info.message;
}

TEST_F(WebSocketClientTest, AServerThatNeverShakesHandsIsGivenUp) {
    client_options_.connect_timeout = milliseconds(100);
    TestServer server([](Connection connection) { static_cast<void>(connection.read_to_end()); });
    EXPECT_EQ(failure(to(server.port())).how, WsClosed::tls_failed);
}

TEST_F(WebSocketClientTest, AServerThatDoesNotAnswerTheUpgradeIsGivenUp) {
    client_options_.connect_timeout = milliseconds(200);
    const auto files = authority_.issue({"IP:127.0.0.1"});
    TestServer server([&](Connection connection) {
        connection.start_tls_server(files);
        static_cast<void>(connection.read_to_end());
    });
    EXPECT_EQ(failure(to(server.port())).how, WsClosed::silent);
}

TEST_F(WebSocketClientTest, WhatIsNotAWebSocketServerIsAProtocolError) {
    const auto files = authority_.issue({"IP:127.0.0.1"});
    TestServer server([&](Connection connection) {
        connection.start_tls_server(files);
        static_cast<void>(connection.read_until("\r\n\r\n"));
        connection.send(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n");
        static_cast<void>(connection.read_to_end());
    });
    EXPECT_EQ(failure(to(server.port())).how, WsClosed::protocol_error);
}

TEST_F(WebSocketClientTest, WrongRequestsAreRefusedBeforeAnythingIsSent) {
    EXPECT_EQ(failure({"https://127.0.0.1/", "", {}}).how, WsClosed::invalid_request);
    EXPECT_EQ(failure({"wss://127.0.0.1:1/", "", {{"X", "a\r\nY: b"}}}).how, WsClosed::invalid_request);
    client_options_.ca_file = "/nowhere/ca.pem";
    start_echo();
    const auto info = failure(to(server_->port()));
    EXPECT_EQ(info.how, WsClosed::invalid_request);
    EXPECT_NE(info.message.find("/nowhere/ca.pem"), std::string::npos) << info.message;
}

// The server's part is played by hand: it accepts the upgrade, then does what `then` does.
class WebSocketClientAgainst : public WebSocketClientTest {
protected:
    [[nodiscard]] std::unique_ptr<TestServer> serve(std::function<void(Connection&)> then) {
        return std::make_unique<TestServer>([files = authority_.issue({"IP:127.0.0.1"}), then](Connection connection) {
            connection.start_tls_server(files);
            tilbage::testing::accept_websocket(connection, "tilbage.relay.v1");
            then(connection);
        });
    }
    WsCloseInfo end_of(const TestServer& server) {
        WebSocketClient client(client_options_, handler_);
        EXPECT_TRUE(client.connect(to(server.port())));
        EXPECT_EQ(events_.take(), "open");
        return closed_.take().value_or(WsCloseInfo{});
    }
};

TEST_F(WebSocketClientAgainst, APeerThatAnswersNoPingIsGivenUp) {
    client_options_.idle_timeout = milliseconds(200);
    const auto server = serve([](Connection& connection) {
        EXPECT_EQ(tilbage::testing::read_frame(connection).opcode, 9U);
        static_cast<void>(connection.read_to_end());
    });
    EXPECT_EQ(end_of(*server).how, WsClosed::silent);
}

TEST_F(WebSocketClientAgainst, ABrokenConnectionIsTold) {
    const auto server = serve([](Connection& connection) {
        EXPECT_EQ(tilbage::testing::read_frame(connection).opcode, 1U);
        connection.reset();
    });
    WebSocketClient client(client_options_, handler_);
    ASSERT_TRUE(client.connect(to(server->port())));
    EXPECT_EQ(events_.take(), "open");
    EXPECT_TRUE(client.send("break it"));
    const auto info = closed_.take();
    ASSERT_TRUE(info);
    EXPECT_EQ(info->how, WsClosed::connection_lost);
}

TEST_F(WebSocketClientAgainst, AnEndWithoutACloseFrameIsALostConnection) {
    const auto server = serve([](Connection&) {});
    const auto info = end_of(*server);
    EXPECT_EQ(info.how, WsClosed::connection_lost);
    EXPECT_EQ(info.code, 1006);
}

TEST_F(WebSocketClientAgainst, AMaskedFrameFromAServerBreaksTheProtocol) {
    const auto server = serve([](Connection& connection) {
        connection.send(tilbage::testing::client_frame(1, "masked"));
        static_cast<void>(connection.read_to_end());
    });
    EXPECT_EQ(end_of(*server).how, WsClosed::protocol_error);
}

TEST_F(WebSocketClientAgainst, AMessageBeyondTheLimitBreaksTheProtocol) {
    client_options_.message_limit = 10;
    const auto server = serve([](Connection& connection) {
        connection.send(
            "\x81\x0b"
            "eleven byte");
        static_cast<void>(connection.read_to_end());
    });
    EXPECT_EQ(end_of(*server).how, WsClosed::protocol_error);
}

TEST_F(WebSocketClientAgainst, APeerThatDoesNotReadIsCutOff) {
    client_options_.send_limit = 500'000;
    Mailbox<int> end;
    const auto server = serve([&](Connection&) { EXPECT_TRUE(end.take()); });
    WebSocketClient client(client_options_, handler_);
    ASSERT_TRUE(client.connect(to(server->port())));
    EXPECT_EQ(events_.take(), "open");
    const std::string message(50'000, 'x');
    EXPECT_TRUE(eventually([&] { return !client.send(message); }));
    const auto info = closed_.take();
    ASSERT_TRUE(info);
    EXPECT_EQ(info->how, WsClosed::connection_lost);
    EXPECT_NE(info->message.find("does not read"), std::string::npos);
    end.put(1);
}

TEST_F(WebSocketClientAgainst, AClosingHandshakeThatIsNotAnsweredEnds) {
    client_options_.idle_timeout = milliseconds(150);
    const auto server = serve([](Connection& connection) { static_cast<void>(connection.read_to_end()); });
    WebSocketClient client(client_options_, handler_);
    ASSERT_TRUE(client.connect(to(server->port())));
    EXPECT_EQ(events_.take(), "open");
    client.close();
    const auto info = closed_.take();
    ASSERT_TRUE(info);
    EXPECT_EQ(info->how, WsClosed::by_us);
}

TEST_F(WebSocketClientAgainst, DestructionNeedsNoAnswerAndCallsNothing) {
    const auto server = serve([](Connection& connection) { static_cast<void>(connection.read_to_end()); });
    {
        WebSocketClient client(client_options_, handler_);
        ASSERT_TRUE(client.connect(to(server->port())));
        EXPECT_EQ(events_.take(), "open");
    }
    EXPECT_EQ(closed_.size(), 0U);
}

}  // namespace
}  // namespace tilbage::adapters::http
