#include "adapters/http/internal/response_writer.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::http::internal {
namespace {

Response response(std::vector<Header> headers = {}) {
    Response made;
    made.headers = std::move(headers);
    made.content_type = "text/plain";
    made.body = "hello";
    return made;
}

TEST(ResponseHead, HoldsWhatTheServerKnowsAndWhatTheHandlerSaid) {
    Response made = response({{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}});
    const auto head = write_head(made, AfterResponse::keep_alive);
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nDate: ")) << head;
    EXPECT_NE(head.find("\r\nContent-Type: text/plain\r\n"), std::string::npos);
    EXPECT_NE(head.find("\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"), std::string::npos);
    EXPECT_NE(head.find("\r\nContent-Length: 5\r\n"), std::string::npos);
    EXPECT_EQ(head.find("Connection"), std::string::npos);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_NE(write_head(made, AfterResponse::close).find("\r\nConnection: close\r\n"), std::string::npos);
}

TEST(ResponseHead, OfAnUnsafeResponseIsABare500) {
    const std::vector<Header> unsafe = {{"X", "a\r\nY: b"},      {"X", "a\nb"},       {"X", std::string("a\0b", 3)},
                                        {"X: y\r\nZ", "a"},      {"", "a"},           {"X Y", "a"},
                                        {"Content-Length", "0"}, {"connection", "x"}, {"Transfer-Encoding", "chunked"}};
    for (const auto& header : unsafe) {
        Response made = response({header});
        const auto head = write_head(made, AfterResponse::keep_alive);
        EXPECT_TRUE(head.starts_with("HTTP/1.1 500 ")) << header.name << ": " << header.value;
        EXPECT_TRUE(made.content().empty());
    }
    Response type = response();
    type.content_type = "text/plain\r\nX: y";
    EXPECT_TRUE(write_head(type, AfterResponse::keep_alive).starts_with("HTTP/1.1 500 "));
    Response status = response();
    status.status = 42;
    EXPECT_TRUE(write_head(status, AfterResponse::keep_alive).starts_with("HTTP/1.1 500 "));
}

TEST(ResponseHead, MayHoldUtf8) {
    Response made = response({{"X-Name", "bl\xC3\xA5"}});
    EXPECT_NE(write_head(made, AfterResponse::keep_alive).find("X-Name: bl\xC3\xA5\r\n"), std::string::npos);
}

}  // namespace
}  // namespace tilbage::adapters::http::internal
