// What a client may not do: too large, too slow, too many, malformed.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

#include "adapters/http/server.h"
#include "adapters/http/testing/server_fixture.h"
#include "base/log.h"

namespace tilbage::adapters::http {
namespace {

using std::chrono::milliseconds;
using tilbage::testing::Connection;
using tilbage::testing::read_answer;

class ServerLimits : public ServerTest {
protected:
    static void ok(const Request&, const Reply& reply) { reply(text_response("ok")); }
    int status_of(const std::string& request) { return ask(request).status; }
};

TEST_F(ServerLimits, ALargeBodyIsRefusedBeforeItIsReadAndTheClientSeesIt) {
    options_.body_limit = [](std::string_view path) {
        return path == "/large" ? std::size_t{2'000'000} : std::size_t{1000};
    };
    start(
        [](const Request& request, const Reply& reply) { reply(text_response(std::to_string(request.body.size()))); });
    const std::string million(1'000'000, 'x');
    const std::string rest = " HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + million;
    EXPECT_EQ(ask("POST /large" + rest).body, "1000000");
    const auto refused = ask("POST /small" + rest);  // reads only after all has been sent
    EXPECT_EQ(refused.status, 413);
    EXPECT_EQ(refused.header("connection"), "close");
    EXPECT_EQ(status_of("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + million.substr(0, 1000)),
              200);
}

TEST_F(ServerLimits, ALargeBodyIsRefusedWithoutWaitingForIt) {
    start(ok);
    auto connection = connect();
    connection.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(read_answer(connection).status, 413);
}

TEST_F(ServerLimits, AChunkedBodyIsCounted) {
    options_.body_limit = [](std::string_view) { return std::size_t{10}; };
    start(ok);
    const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(status_of(head + "5\r\nhello\r\n5\r\nhello\r\n0\r\n\r\n"), 200);
    EXPECT_EQ(status_of(head + "5\r\nhello\r\n6\r\nhello!\r\n0\r\n\r\n"), 413);
    EXPECT_EQ(status_of(head + "ffffffff\r\nhello"), 413);
}

TEST_F(ServerLimits, LargeHeadersAreRefused) {
    start(ok);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(15'000, 'x') + "\r\n\r\n"), 200);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n"), 431);
    EXPECT_EQ(status_of("GET /" + std::string(1'000'000, 'x')), 431);
}

TEST_F(ServerLimits, WhatIsNotHttpIsRefused) {
    start(ok);
    for (
        const char* request : {
            "\x16\x03\x01 binary\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",                           // no Host
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",     // two of them
            "GET / HTTP/1.1\r\nHost: h\r\nbad header\r\n\r\n",  //
            "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",             // not percent-encoding
            "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",             // NUL
            "GET /%0d%0a HTTP/1.1\r\nHost: h\r\n\r\n",          // a line break
            "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n",             // not UTF-8
            "GET /..%5c HTTP/1.1\r\nHost: h\r\n\r\n",           // a backslash
            "GET /?a=%ff HTTP/1.1\r\nHost: h\r\n\r\n",          //
            "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",            //
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",  // smuggling
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\nhello",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 5\r\n\r\nhello",
        })
        EXPECT_EQ(status_of(request), 400) << request;
    EXPECT_EQ(status_of("GET / HTTP/3.0\r\nHost: h\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: h\n\n"), 505);  // a bare LF ends no line
    EXPECT_EQ(server_->counts().requests, 0U);
    EXPECT_EQ(server_->counts().refused, 23U);
}

TEST_F(ServerLimits, RefusalsWearTheApplicationsDress) {
    options_.dress_refusal = [](std::string_view path, Response& response) {
        response.content_type = "application/json";
        response.body = std::to_string(response.status) + " of " + std::string(path);
    };
    options_.body_limit = [](std::string_view) { return std::size_t{10}; };
    start(ok);
    const auto answer = ask("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(answer.body, "400 of ") << "no path that can be read";
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_EQ(ask("GET /a%20b HTTP/1.1\r\n\r\n").body, "400 of /a b") << "no Host";
    EXPECT_EQ(ask("POST /a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n").body, "413 of /a");
    EXPECT_EQ(ask("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello hello").body,
              "413 of /a");
    const std::string long_line(20'000, 'x');
    EXPECT_EQ(ask("GET /a HTTP/1.1\r\nHost: h\r\nX: " + long_line + "\r\n\r\n").body, "431 of /a");
    EXPECT_EQ(ask("GET /a?" + long_line + " HTTP/1.1\r\nHost: h\r\n\r\n").body, "431 of /a");
    EXPECT_EQ(ask("GET /a HTTP/3.0\r\nHost: h\r\n\r\n").body, "505 of /a");
}

TEST_F(ServerLimits, AClientThatNeverFinishesItsHeadersIsToldAndClosed) {
    options_.header_timeout = milliseconds(150);
    start(ok);
    auto connection = connect();
    connection.send("GET / HTTP/1.1\r\nHost: h\r\n");
    EXPECT_EQ(read_answer(connection).status, 408);
    EXPECT_TRUE(connection.is_closed_by_peer());
}

TEST_F(ServerLimits, OneByteNowAndThenDoesNotExtendTheHeaderTimeout) {
    options_.header_timeout = milliseconds(200);
    start(ok);
    auto connection = connect();
    std::thread drip([&] {
        for (const char c : std::string("GET / HTTP/1.1\r\nX: slow slow slow slow")) {
            if (!connection.try_send({&c, 1})) return;
            std::this_thread::sleep_for(milliseconds(20));
        }
    });
    EXPECT_TRUE(eventually([&] { return server_->counts().refused == 1; }));
    drip.join();
    EXPECT_EQ(read_answer(connection).status, 408);
}

TEST_F(ServerLimits, AClientThatSaysNothingIsClosed) {
    options_.header_timeout = milliseconds(100);
    start(ok);
    auto connection = connect();
    EXPECT_TRUE(connection.is_closed_by_peer());
    EXPECT_EQ(server_->counts().refused, 0U);
}

TEST_F(ServerLimits, AClientThatNeverShakesHandsIsClosed) {
    options_.handshake_timeout = milliseconds(100);
    start(ok);
    auto connection = Connection::connect(server_->port());
    EXPECT_TRUE(connection.is_closed_by_peer());
}

TEST_F(ServerLimits, ABodyThatDoesNotComeIsToldAndClosed) {
    options_.body_timeout = milliseconds(100);
    start(ok);
    auto connection = connect();
    connection.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    EXPECT_EQ(read_answer(connection).status, 408);
}

TEST_F(ServerLimits, AnIdleConnectionIsClosed) {
    options_.idle_timeout = milliseconds(100);
    start(ok);
    auto connection = connect();
    connection.send(get("/"));
    EXPECT_EQ(read_answer(connection).status, 200);
    EXPECT_TRUE(connection.is_closed_by_peer());
    EXPECT_TRUE(eventually([&] { return server_->counts().connections == 0; }));
}

TEST_F(ServerLimits, AClientThatDoesNotReadItsAnswerIsClosed) {
    options_.body_timeout = milliseconds(200);
    options_.linger_timeout = milliseconds(100);
    start([](const Request&, const Reply& reply) { reply(text_response(std::string(50'000'000, 'x'))); });
    auto connection = connect();
    connection.send(get("/"));
    EXPECT_TRUE(eventually([&] { return server_->counts().requests == 1; }));
    EXPECT_TRUE(eventually([&] { return server_->counts().connections == 0; }));
}

TEST_F(ServerLimits, AFullQueueAnswers503AndTheWorkersGoOn) {
    options_.workers = 1;
    options_.queue_capacity = 1;
    Mailbox<int> running;
    Mailbox<int> go_on;
    start([&](const Request&, const Reply& reply) {
        running.put(1);
        EXPECT_TRUE(go_on.take());
        reply(text_response("ok"));
    });
    auto first = connect();
    first.send(get("/1"));
    ASSERT_TRUE(running.take());  // the worker is busy now
    auto second = connect();
    second.send(get("/2"));
    ASSERT_TRUE(eventually([&] { return server_->counts().requests == 2; }));  // waits in the queue
    auto third = connect();
    third.send(get("/3"));
    const auto refused = read_answer(third);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "1");
    go_on.put(1);
    go_on.put(2);
    EXPECT_EQ(read_answer(first).status, 200);
    EXPECT_EQ(read_answer(second).status, 200);
    go_on.put(3);
    third.send(get("/again"));
    EXPECT_EQ(read_answer(third).status, 200);
}

// Lets the process open one more file descriptor and no other, while it lives.
class OneMoreDescriptor {
public:
    OneMoreDescriptor() {
        getrlimit(RLIMIT_NOFILE, &before_);
        const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        ::close(next);
        rlimit tight = before_;
        tight.rlim_cur = static_cast<rlim_t>(next) + 1;
        setrlimit(RLIMIT_NOFILE, &tight);
    }
    ~OneMoreDescriptor() { setrlimit(RLIMIT_NOFILE, &before_); }
    OneMoreDescriptor(const OneMoreDescriptor&) = delete;
    OneMoreDescriptor& operator=(const OneMoreDescriptor&) = delete;

private:
    rlimit before_{};
};

TEST_F(ServerLimits, WithoutFileDescriptorsItWaitsAndServesLater) {
    start(ok);
    Mailbox<std::string> events;
    base::set_log_sink([&](const base::LogEvent& event, auto) { events.put(std::string(event.name)); });
    // Once before: UBSan looks at a type of object for the first time through a pipe, for which there is no descriptor
    // below.
    base::log({0, base::LogLevel::debug, "ready"});
    EXPECT_EQ(events.take(), "ready");
    std::optional<Connection> connection;
    {
        const OneMoreDescriptor tight;
        connection.emplace(Connection::connect(server_->port()));  // waits in the backlog
        EXPECT_EQ(events.take(), "http_accept_failed");
    }
    connection->start_tls_client(authority_.ca_file());
    connection->send(get("/"));
    EXPECT_EQ(read_answer(*connection).status, 200);
    server_.reset();
    base::set_log_sink({});
    EXPECT_EQ(events.size(), 0U);  // told once
}

TEST_F(ServerLimits, ConnectionsBeyondTheLimitAreClosedUntilOthersGo) {
    options_.max_connections = 2;
    start(ok);
    auto first = connect();
    {
        auto second = connect();
        EXPECT_THROW(static_cast<void>(connect()), std::runtime_error);
        second.send(get("/"));
        EXPECT_EQ(read_answer(second).status, 200);
    }
    ASSERT_TRUE(eventually([&] { return server_->counts().connections == 1; }));
    EXPECT_EQ(ask(get("/")).status, 200);
}

}  // namespace
}  // namespace tilbage::adapters::http
