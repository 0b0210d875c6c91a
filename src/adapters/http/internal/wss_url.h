// wss://host[:port]/path?query (RFC 6455 §3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilbage::adapters::http::internal {

struct WssUrl {
    std::string host;  // an IPv6 address without its brackets
    std::uint16_t port = 443;
    std::string target;     // begins with '/'
    std::string authority;  // host and port as the Host header has them
};

// Nothing for another scheme, user information, a fragment, or what is no URL.
[[nodiscard]] std::optional<WssUrl> parse_wss_url(std::string_view url);

}  // namespace tilbage::adapters::http::internal
