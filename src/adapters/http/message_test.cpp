#include "adapters/http/message.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::http {
namespace {

Request with_headers(std::vector<Header> headers) {
    Request request;
    request.headers = std::move(headers);
    return request;
}

TEST(Request, FindsHeadersWhateverTheirCase) {
    const auto request = with_headers({{"Content-Type", "text/plain"}, {"content-type", "second"}});
    EXPECT_EQ(request.header("CONTENT-TYPE"), "text/plain");
    EXPECT_EQ(request.header("content"), "");
}

TEST(Request, FindsCookies) {
    const auto request = with_headers({{"Cookie", "a=1; __Host-tilbage-reset=xyz==;b"}, {"cookie", "c=3"}});
    EXPECT_EQ(request.cookie("__Host-tilbage-reset"), "xyz==");
    EXPECT_EQ(request.cookie("a"), "1");
    EXPECT_EQ(request.cookie("c"), "3");
    EXPECT_FALSE(request.cookie("b"));
    EXPECT_FALSE(request.cookie("A"));
    EXPECT_FALSE(request.cookie("tilbage-reset"));
}

TEST(Request, TellsItsMediaType) {
    EXPECT_EQ(with_headers({{"Content-Type", "Application/JSON; charset=utf-8"}}).media_type(), "application/json");
    EXPECT_EQ(with_headers({{"Content-Type", " text/plain "}}).media_type(), "text/plain");
    EXPECT_EQ(with_headers({}).media_type(), "");
}

TEST(Request, FindsParameters) {
    Request request;
    request.query = {{"a", "1"}, {"a", "2"}, {"b", ""}};
    request.path_parameters = {{"id", "x"}};
    EXPECT_EQ(request.query_value("a"), "1");
    EXPECT_EQ(request.query_value("b"), "");
    EXPECT_FALSE(request.query_value("c"));
    EXPECT_EQ(request.path_value("id"), "x");
    EXPECT_EQ(request.path_value("other"), "");
}

TEST(TokenList, IsSearchedWholeTokenByToken) {
    EXPECT_TRUE(lists_token("a, Tilbage.Relay.v1 ,b", "tilbage.relay.v1"));
    EXPECT_FALSE(lists_token("tilbage.relay.v10", "tilbage.relay.v1"));
    EXPECT_FALSE(lists_token("", "a"));
}

}  // namespace
}  // namespace tilbage::adapters::http
