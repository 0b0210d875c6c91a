#include "adapters/http/internal/wss_url.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::http::internal {
namespace {

TEST(WssUrl, IsTakenApart) {
    const auto url = parse_wss_url("wss://id.example.org:8443/relay/v1?x=1");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "id.example.org");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target, "/relay/v1?x=1");
    EXPECT_EQ(url->authority, "id.example.org:8443");
}

TEST(WssUrl, HasDefaults) {
    const auto url = parse_wss_url("wss://id.example.org");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->port, 443);
    EXPECT_EQ(url->target, "/");
    EXPECT_EQ(parse_wss_url("wss://h?a")->target, "/?a");
}

TEST(WssUrl, MayHoldAnIpv6Address) {
    const auto url = parse_wss_url("wss://[::1]:8443/");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "::1");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->authority, "[::1]:8443");
}

TEST(WssUrl, WhatIsNoneIsRefused) {
    for (const char* text :
         {"", "wss://", "ws://h/", "https://h/", "wss://user@h/", "wss://h/#f", "wss://h:0/", "wss://h:99999/",
          "wss://h:x/", "wss://h:/", "wss://[::1/", "wss://[::1]x/", "wss://h/a b", "wss://h/\r\nX: y"})
        EXPECT_FALSE(parse_wss_url(text)) << text;
}

}  // namespace
}  // namespace tilbage::adapters::http::internal
