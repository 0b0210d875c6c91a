#include "adapters/curl/byte_stream.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "support/certificates.h"
#include "support/connection.h"

namespace tilbage::adapters::curl {
namespace {

using base::ErrorCode;
using tilbage::testing::Connection;
using tilbage::testing::TestAuthority;
using tilbage::testing::TestServer;
using namespace std::chrono_literals;

// Says back what it hears, until it hears "end".
struct ByteStreamTest : ::testing::Test {
    [[nodiscard]] ByteStreamOptions options(bool tls = true) const {
        ByteStreamOptions options;
        options.host = "127.0.0.1";
        options.port = (tls ? server : clear).port();
        options.tls = tls;
        options.ca_file = authority.ca_file();
        return options;
    }
    static void echo(Connection& connection) {
        for (auto heard = connection.read_some(); !heard.empty() && heard != "end"; heard = connection.read_some()) {
            connection.send(heard);
        }
    }
    static ErrorCode failure(const ByteStreamOptions& options) {
        const auto opened = ByteStream::open(options);
        return opened ? ErrorCode::internal : opened.error().code;
    }
    static std::string said_back(ByteStream& stream, const std::string& text) {
        if (!stream.send(base::as_bytes(text), 5s)) return "not sent";
        std::string heard;
        while (heard.size() < text.size()) {
            const auto more = stream.receive(5s);
            if (!more || more->empty()) return "broke off";
            heard += *more;
        }
        return heard;
    }

    TestAuthority authority;
    testing::CertificateFiles files = authority.issue({"IP:127.0.0.1"});
    TestServer server{[this](Connection connection) {
        connection.start_tls_server(files);
        echo(connection);
    }};
    TestServer clear{[](Connection connection) { echo(connection); }};
};

TEST_F(ByteStreamTest, CarriesBytesBothWaysOverTlsAndWithout) {
    for (const bool tls : {true, false}) {
        auto stream = ByteStream::open(options(tls));
        ASSERT_TRUE(stream) << stream.error().message;
        EXPECT_EQ(said_back(*stream, std::string("a\0b\r\n", 5)), std::string("a\0b\r\n", 5));
        EXPECT_EQ(said_back(*stream, std::string(40'000, 'x')).size(), 40'000U);
    }
}

TEST_F(ByteStreamTest, TellsNothingYetFromClosed) {
    auto stream = ByteStream::open(options());
    ASSERT_TRUE(stream);
    const auto quiet = stream->receive(20ms);
    ASSERT_TRUE(quiet);
    EXPECT_EQ(*quiet, "");
    ASSERT_TRUE(stream->send(base::as_bytes("end"), 5s));
    const auto closed = stream->receive(5s);
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().code, ErrorCode::unavailable);
}

TEST_F(ByteStreamTest, VerifiesTheCertificateAndTheName) {
    const TestAuthority other;
    auto wrong = options();
    wrong.ca_file = other.ca_file();
    EXPECT_EQ(failure(wrong), ErrorCode::untrusted);
    wrong = options();
    wrong.host = "localhost";
    EXPECT_EQ(failure(wrong), ErrorCode::untrusted);
}

TEST_F(ByteStreamTest, WhereNobodyListensIsUnavailable) {
    auto gone = options();
    gone.port = 1;
    EXPECT_EQ(failure(gone), ErrorCode::unavailable);
}

}  // namespace
}  // namespace tilbage::adapters::curl
