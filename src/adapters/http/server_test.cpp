#include "adapters/http/server.h"

#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

#include "adapters/http/testing/server_fixture.h"

namespace tilbage::adapters::http {
namespace {

using tilbage::testing::Connection;
using tilbage::testing::read_answer;

class HttpServer : public ServerTest {};

void echo(const Request& request, const Reply& reply) {
    std::string text = request.method + " " + request.path;
    for (const auto& parameter : request.query) text += " " + parameter.name + "=" + parameter.value;
    reply(text_response(text + " [" + request.body + "]"));
}

TEST_F(HttpServer, AnswersARequest) {
    start(echo);
    const auto answer = ask("POST /a%20b?x=1&y=%C3%A6 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /a b x=1 y=\xC3\xA6 [hello]");
    EXPECT_EQ(answer.header("content-type"), "text/plain");
    EXPECT_EQ(answer.header("date").size(), 29U);
    EXPECT_EQ(server_->counts().requests, 1U);
}

TEST_F(HttpServer, TellsTheHandlerWhoAsksAndGivesEveryRequestAnId) {
    Mailbox<Request> seen;
    start([&](Request request, const Reply& reply) {
        seen.put(std::move(request));
        reply({});
    });
    static_cast<void>(ask("GET /x HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9\r\nCookie: a=1; b=2\r\n\r\n"));
    static_cast<void>(ask(get("/y")));
    const auto first = seen.take();
    const auto second = seen.take();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->peer_address, "127.0.0.1");
    EXPECT_EQ(first->header("x-forwarded-for"), "203.0.113.9");
    EXPECT_EQ(first->cookie("b"), "2");
    EXPECT_EQ(first->id.size(), 16U);
    EXPECT_NE(first->id, second->id);
}

TEST_F(HttpServer, BelievesXForwardedForFromATrustedProxyOnly) {
    options_.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"};
    start([](const Request& request, const Reply& reply) { reply(text_response(request.peer_address)); });
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.66, 203.0.113.9, 10.1.2.3\r\n\r\n").body,
              "203.0.113.9");
}

TEST_F(HttpServer, KeepsTheConnectionForTheNextRequest) {
    start(echo);
    auto connection = connect();
    for (int i = 0; i < 3; ++i) {
        connection.send(get("/" + std::to_string(i)));
        EXPECT_EQ(read_answer(connection).body, "GET /" + std::to_string(i) + " []");
    }
    EXPECT_EQ(server_->counts().connections, 1U);
}

TEST_F(HttpServer, AnswersPipelinedRequestsInOrder) {
    start(echo);
    auto connection = connect();
    connection.send(get("/1") + get("/2") + get("/3"));
    EXPECT_EQ(read_answer(connection).body, "GET /1 []");
    EXPECT_EQ(read_answer(connection).body, "GET /2 []");
    EXPECT_EQ(read_answer(connection).body, "GET /3 []");
}

TEST_F(HttpServer, ClosesWhenTheClientAsksForIt) {
    start(echo);
    auto connection = connect();
    connection.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const auto answer = read_answer(connection);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(connection.is_closed_by_peer());
}

TEST_F(HttpServer, AnswersHttp10AndCloses) {
    start(echo);
    auto connection = connect();
    connection.send("GET /old HTTP/1.0\r\n\r\n");
    EXPECT_EQ(read_answer(connection).body, "GET /old []");
    EXPECT_TRUE(connection.is_closed_by_peer());
}

TEST_F(HttpServer, SendsNoContentToHeadButItsLength) {
    start([](const Request&, const Reply& reply) { reply(text_response("twelve bytes")); });
    auto connection = connect();
    connection.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n" + get("/"));
    const auto head = read_answer(connection, true);
    EXPECT_EQ(head.header("content-length"), "12");
    EXPECT_EQ(read_answer(connection).body, "twelve bytes");
}

TEST_F(HttpServer, SendsNoContentWith204And304) {
    start([](const Request& request, const Reply& reply) {
        reply(text_response("never sent", request.path == "/204" ? 204 : 304));
    });
    auto connection = connect();
    connection.send(get("/204") + get("/304"));
    EXPECT_EQ(read_answer(connection, true).header("content-length"), "");
    EXPECT_EQ(read_answer(connection, true).status, 304);
}

TEST_F(HttpServer, SendsLargeSharedContentWhole) {
    const auto large = std::make_shared<const std::string>(3'000'000, 'x');
    start([&](const Request&, const Reply& reply) {
        Response response;
        response.shared_body = large;
        reply(std::move(response));
    });
    EXPECT_TRUE(ask(get("/")).body == *large);
}

TEST_F(HttpServer, ReadsChunkedBodies) {
    start(echo);
    const auto answer =
        ask("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
    EXPECT_EQ(answer.body, "POST / [hello world]");
}

TEST_F(HttpServer, InvitesTheBodyOfAClientThatExpectsIt) {
    start(echo);
    auto connection = connect();
    connection.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(connection.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.send("ok");
    EXPECT_EQ(read_answer(connection).body, "POST / [ok]");
}

TEST_F(HttpServer, AReplyMayComeLaterFromAnotherThread) {
    Mailbox<Reply> kept;
    start([&](const Request&, Reply reply) { kept.put(std::move(reply)); });
    auto connection = connect();
    connection.send(get("/"));
    const auto reply = kept.take();
    ASSERT_TRUE(reply);
    std::thread([&] { (*reply)(text_response("later")); }).join();
    EXPECT_EQ(read_answer(connection).body, "later");
    EXPECT_FALSE((*reply)(text_response("twice")));
}

TEST_F(HttpServer, ADroppedReplyAnswers500) {
    start([](const Request&, const Reply&) {});
    EXPECT_EQ(ask(get("/")).status, 500);
}

TEST_F(HttpServer, AHandlerThatThrowsAnswers500) {
    start([](const Request&, const Reply&) { throw std::runtime_error("a bug"); });
    EXPECT_EQ(ask(get("/")).status, 500);
}

TEST_F(HttpServer, AHeaderWithALineBreakNeverLeaves) {
    start([](const Request&, const Reply& reply) {
        Response response = text_response("content");
        response.headers.push_back({"Location", "/x\r\nSet-Cookie: evil=1"});
        reply(std::move(response));
    });
    const auto answer = ask(get("/"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.header("set-cookie"), "");
    EXPECT_EQ(answer.body, "");
}

TEST_F(HttpServer, AClientThatGoesAwayBreaksNothing) {
    Mailbox<Reply> kept;
    start([&](const Request& request, Reply reply) {
        if (request.path == "/wait") return kept.put(std::move(reply));
        reply({});
    });
    auto gone = connect();
    gone.send(get("/wait"));
    const auto reply = kept.take();
    ASSERT_TRUE(reply);
    gone.reset();
    EXPECT_TRUE((*reply)(text_response(std::string(2'000'000, 'x'))));
    EXPECT_TRUE(eventually([&] { return server_->counts().connections == 0; }));
    EXPECT_EQ(ask(get("/other")).status, 200);
}

TEST_F(HttpServer, AReplyMayOutliveTheServer) {
    Mailbox<Reply> kept;
    start([&](const Request&, Reply reply) { kept.put(std::move(reply)); });
    auto connection = connect();
    connection.send(get("/"));
    const auto reply = kept.take();
    ASSERT_TRUE(reply);
    server_.reset();
    EXPECT_TRUE((*reply)(text_response("to nobody")));
}

TEST_F(HttpServer, AnswersManyClientsAtOnce) {
    start(echo);
    std::atomic<int> right{0};
    std::vector<std::thread> clients;
    for (int c = 0; c < 8; ++c)
        clients.emplace_back([&] {
            auto connection = connect();
            for (int i = 0; i < 50; ++i) {
                connection.send(get("/" + std::to_string(i)));
                if (read_answer(connection).body == "GET /" + std::to_string(i) + " []") ++right;
            }
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(right, 400);
}

TEST_F(HttpServer, SpeaksTls12OrLaterAndHttp11Only) {
    start(echo);
    auto connection = connect();
    EXPECT_EQ(connection.protocol(), "http/1.1");
    EXPECT_EQ(connection.tls_version(), "TLSv1.3");
}

TEST_F(HttpServer, ClearTextIsCutOff) {
    start(echo);
    auto connection = Connection::connect(server_->port());
    connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return server_->counts().connections == 0; }));
}

TEST_F(HttpServer, ANewCertificateServesNewConnections) {
    start(echo);
    auto old = connect();
    tilbage::testing::TestAuthority other;
    const auto fresh = other.issue({"DNS:localhost"});
    std::filesystem::copy_file(fresh.certificate, options_.certificate_file,
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_FALSE(server_->reload_certificate());  // the key is still the old one
    EXPECT_EQ(ask(get("/")).status, 200);
    std::filesystem::copy_file(fresh.key, options_.private_key_file, std::filesystem::copy_options::overwrite_existing);
    const auto reloaded = server_->reload_certificate();
    ASSERT_TRUE(reloaded) << reloaded.error().message;
    auto connection = Connection::connect_tls(server_->port(), other.ca_file());
    connection.send(get("/new"));
    EXPECT_EQ(read_answer(connection).status, 200);
    old.send(get("/old"));
    EXPECT_EQ(read_answer(old).status, 200);
}

class ServerStart : public ServerTest {
protected:
    base::Error failure() {
        auto started = Server::start(options_, echo);
        return started ? base::Error{base::ErrorCode::internal, "it started"} : started.error();
    }
};

TEST_F(ServerStart, AMissingCertificateIsNamed) {
    options_.certificate_file = "/nowhere/cert.pem";
    EXPECT_NE(failure().message.find("/nowhere/cert.pem"), std::string::npos) << failure().message;
}

TEST_F(ServerStart, AKeyOfAnotherCertificateIsNamed) {
    options_.certificate_file = authority_.issue({"DNS:a"}).certificate;
    options_.private_key_file = authority_.issue({"DNS:b"}).key;
    EXPECT_NE(failure().message.find(options_.private_key_file), std::string::npos) << failure().message;
}

TEST_F(ServerStart, ATakenPortAndAWrongAddressAreNamed) {
    start(echo);
    options_.port = server_->port();
    EXPECT_EQ(failure().code, base::ErrorCode::unavailable);
    EXPECT_NE(failure().message.find(std::to_string(options_.port)), std::string::npos) << failure().message;
    options_.address = "localhost";
    EXPECT_EQ(failure().code, base::ErrorCode::invalid_argument);
}

TEST_F(ServerStart, AWrongTrustedProxyIsNamed) {
    const auto files = authority_.issue({"DNS:a"});
    options_.certificate_file = files.certificate;
    options_.private_key_file = files.key;
    options_.trusted_proxies = {"10.0.0.0/33"};
    EXPECT_NE(failure().message.find("10.0.0.0/33"), std::string::npos) << failure().message;
}

}  // namespace
}  // namespace tilbage::adapters::http
