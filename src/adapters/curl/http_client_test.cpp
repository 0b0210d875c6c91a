#include "adapters/curl/http_client.h"

#include <atomic>
#include <gtest/gtest.h>
#include <mutex>

#include "support/certificates.h"
#include "support/connection.h"

namespace tilbage::adapters::curl {
namespace {

using tilbage::testing::Connection;
using tilbage::testing::TestAuthority;
using tilbage::testing::TestServer;

class HttpClientTest : public ::testing::Test {
protected:
    HttpClientTest() { options_.ca_file = authority_.ca_file(); }

    // Answers every request on every connection with `answer` and remembers what was asked.
    [[nodiscard]] std::unique_ptr<TestServer> serve(std::string answer,
                                                    std::vector<std::string> names = {"IP:127.0.0.1"}) {
        return serve_with(authority_.issue(names), std::move(answer));
    }
    [[nodiscard]] std::unique_ptr<TestServer> serve_with(tilbage::testing::CertificateFiles files, std::string answer) {
        return std::make_unique<TestServer>(
            [this, files = std::move(files), answer = std::move(answer)](Connection connection) {
                connection.start_tls_server(files);
                ++connections_;
                while (true) {
                    remember(read_request(connection));
                    connection.send(answer);
                }
            });
    }
    static std::string read_request(Connection& connection) {
        std::string request = connection.read_until("\r\n\r\n");
        tilbage::testing::HttpAnswer head;
        head.head = request;
        const std::string length = head.header("content-length");
        if (!length.empty()) request += connection.read_exactly(std::stoul(length));
        return request;
    }
    void remember(std::string request) {
        std::lock_guard lock(mutex_);
        requests_.push_back(std::move(request));
    }
    std::string asked(std::size_t which = 0) {
        std::lock_guard lock(mutex_);
        return which < requests_.size() ? requests_[which] : "";
    }
    [[nodiscard]] static HttpRequest get(const TestServer& server, const std::string& host = "127.0.0.1") {
        HttpRequest request;
        request.url = "https://" + host + ":" + std::to_string(server.port()) + "/path?x=1";
        return request;
    }
    HttpError failure(const HttpRequest& request) {
        HttpClient client(options_);
        const auto answer = client.send(request);
        return answer ? HttpError{HttpFailure::connection_lost, "it succeeded"} : answer.error();
    }

    TestAuthority authority_;
    HttpClientOptions options_;
    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::atomic<int> connections_{0};
};

const std::string kHello = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX-Thing:  a b \r\nETag: \"1\"\r\n\r\nhello";

TEST_F(HttpClientTest, SendsARequestAndReturnsTheAnswer) {
    const auto server = serve(kHello);
    HttpClient client(options_);
    HttpRequest request = get(*server);
    request.method = "POST";
    request.headers = {{"Authorization", "Bearer token"}, {"Content-Type", "application/json"}, {"X-Empty", ""}};
    request.body = std::string("{\"a\":\0}", 7);
    const auto answer = client.send(request);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 201U);
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(answer->header("x-thing"), "a b");
    EXPECT_EQ(answer->header("missing"), "");
    const std::string sent = asked();
    EXPECT_TRUE(sent.starts_with("POST /path?x=1 HTTP/1.1\r\n")) << sent;
    EXPECT_NE(sent.find("\r\nAuthorization: Bearer token\r\n"), std::string::npos) << sent;
    EXPECT_NE(sent.find("\r\nContent-Type: application/json\r\n"), std::string::npos) << sent;
    EXPECT_NE(sent.find("\r\nX-Empty:\r\n"), std::string::npos) << sent;
    EXPECT_EQ(sent.find("Expect"), std::string::npos) << sent;
    EXPECT_TRUE(sent.ends_with(request.body)) << sent;
}

TEST_F(HttpClientTest, SendsEachMethodAsItIs) {
    const auto server = serve(kHello);
    HttpClient client(options_);
    std::size_t which = 0;
    for (const char* method : {"GET", "PUT", "DELETE", "PATCH", "POST"}) {
        HttpRequest request = get(*server);
        request.method = method;
        ASSERT_TRUE(client.send(request));
        EXPECT_TRUE(asked(which).starts_with(std::string(method) + " /path")) << asked(which);
        EXPECT_EQ(asked(which).find("urlencoded"), std::string::npos) << asked(which);
        ++which;
    }
}

TEST_F(HttpClientTest, ReadsNoContentAfterHead) {
    const auto server = serve("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    HttpClient client(options_);
    HttpRequest request = get(*server);
    request.method = "HEAD";
    const auto answer = client.send(request);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->header("content-length"), "5");
}

TEST_F(HttpClientTest, UsesAConnectionAgain) {
    const auto server = serve(kHello);
    HttpClient client(options_);
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(client.send(get(*server)));
    EXPECT_EQ(connections_, 1);
}

TEST_F(HttpClientTest, ARefusalIsAnAnswerAndRedirectsAreNotFollowed) {
    const auto refusing = serve("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    const auto moving = serve("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    HttpClient client(options_);
    EXPECT_EQ(client.send(get(*refusing))->status, 401U);
    EXPECT_EQ(client.send(get(*moving))->status, 302U);
}

TEST_F(HttpClientTest, TellsHowLongTheServerWantsToBeLeftAlone) {
    const auto asked_for = [this](const std::string& header) {
        const auto server = serve("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n" + header + "\r\n");
        const auto answer = HttpClient(options_).send(get(*server));
        return answer ? answer->retry_after : std::chrono::seconds(-1);
    };
    EXPECT_EQ(asked_for("").count(), 0);
    EXPECT_EQ(asked_for("Retry-After: 120\r\n").count(), 120);
    EXPECT_EQ(asked_for("Retry-After: soon\r\n").count(), 0);
    EXPECT_EQ(asked_for("Retry-After: -5\r\n").count(), 0);
    EXPECT_EQ(asked_for("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n").count(), 0) << "it has passed";
    EXPECT_GT(asked_for("Retry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\n").count(), 60);
}

TEST_F(HttpClientTest, AnUnknownAuthorityIsUntrusted) {
    const auto server = serve(kHello);
    options_.ca_file.clear();  // the system's store does not know it
    const auto error = failure(get(*server));
    EXPECT_EQ(error.kind, HttpFailure::untrusted_certificate);
    EXPECT_NE(error.message.find("ca_file"), std::string::npos) << error.message;
    EXPECT_EQ(asked(), "");
}

TEST_F(HttpClientTest, AnAuthorityOfTheSameNameWithAnotherKeyIsUntrusted) {
    const auto server = serve(kHello);
    const TestAuthority renewed;  // both are called "Test CA"
    options_.ca_file = renewed.ca_file();
    const auto error = failure(get(*server));
    EXPECT_EQ(error.kind, HttpFailure::untrusted_certificate) << error.message;
}

TEST_F(HttpClientTest, AnExpiredCertificateIsUntrusted) {
    const auto server = serve_with(authority_.issue_expired({"IP:127.0.0.1"}), kHello);
    EXPECT_EQ(failure(get(*server)).kind, HttpFailure::untrusted_certificate);
}

TEST_F(HttpClientTest, ACertificateForAnotherNameOrAddressIsToldApart) {
    const auto server = serve(kHello, {"DNS:other.example", "IP:127.0.0.2"});
    EXPECT_EQ(failure(get(*server)).kind, HttpFailure::wrong_host_name);
    EXPECT_EQ(failure(get(*server, "localhost")).kind, HttpFailure::wrong_host_name);
    EXPECT_EQ(asked(), "");
}

TEST_F(HttpClientTest, APortThatNobodyListensOnCannotBeConnected) {
    HttpRequest request;
    {
        const TestServer gone([](const Connection&) {});
        request = get(gone);
    }
    EXPECT_EQ(failure(request).kind, HttpFailure::cannot_connect);
}

TEST_F(HttpClientTest, AServerThatDoesNotAnswerIsATimeout) {
    options_.timeout = std::chrono::milliseconds(200);
    const TestServer server([files = authority_.issue({"IP:127.0.0.1"})](Connection connection) {
        connection.start_tls_server(files);
        static_cast<void>(connection.read_to_end());
    });
    EXPECT_EQ(failure(get(server)).kind, HttpFailure::timeout);
}

TEST_F(HttpClientTest, AServerThatHangsUpIsALostConnection) {
    const TestServer server([files = authority_.issue({"IP:127.0.0.1"})](Connection connection) {
        connection.start_tls_server(files);
        static_cast<void>(connection.read_until("\r\n\r\n"));
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    EXPECT_EQ(failure(get(server)).kind, HttpFailure::connection_lost);
}

TEST_F(HttpClientTest, AnAnswerBeyondTheLimitIsNotRead) {
    options_.body_limit = 4;
    const auto server = serve(kHello);
    EXPECT_EQ(failure(get(*server)).kind, HttpFailure::too_large);
    options_.body_limit = 5;
    HttpClient client(options_);
    EXPECT_TRUE(client.send(get(*server)));
}

TEST_F(HttpClientTest, WrongRequestsAreRefusedBeforeAnythingIsSent) {
    const auto server = serve(kHello);
    const HttpRequest good = get(*server);
    const auto with = [&](auto change) {
        HttpRequest request = good;
        change(request);
        return failure(request).kind;
    };
    EXPECT_EQ(with([](auto& r) { r.url = "http://127.0.0.1/"; }), HttpFailure::invalid_request);
    EXPECT_EQ(with([](auto& r) { r.url = "file:///etc/passwd"; }), HttpFailure::invalid_request);
    EXPECT_EQ(with([](auto& r) { r.url += "\r\nX: y"; }), HttpFailure::invalid_request);
    EXPECT_EQ(with([](auto& r) { r.method = "GET / HTTP/1.1\r\nX: y"; }), HttpFailure::invalid_request);
    EXPECT_EQ(with([](auto& r) { r.headers = {{"X", "a\r\nY: b"}}; }), HttpFailure::invalid_request);
    EXPECT_EQ(with([](auto& r) { r.headers = {{"X: y\r\nZ", "a"}}; }), HttpFailure::invalid_request);
    EXPECT_EQ(with([](auto& r) { r.headers = {{"", "a"}}; }), HttpFailure::invalid_request);
    EXPECT_EQ(asked(), "");
    options_.ca_file = "/nowhere/ca.pem";
    const auto error = failure(good);
    EXPECT_EQ(error.kind, HttpFailure::invalid_request);
    EXPECT_NE(error.message.find("/nowhere/ca.pem"), std::string::npos) << error.message;
}

}  // namespace
}  // namespace tilbage::adapters::curl
