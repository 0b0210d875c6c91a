#include "adapters/http/internal/wss_url.h"

#include <algorithm>
#include <charconv>

namespace tilbage::adapters::http::internal {
namespace {

constexpr std::string_view kScheme = "wss://";

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

// Takes "host", "host:port" or "[v6]:port" apart.
bool split_authority(std::string_view authority, WssUrl& url) {
    std::string_view host = authority;
    std::string_view port;
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return false;
        host = authority.substr(1, end - 1);
        port = authority.substr(end + 1);
    } else if (const auto colon = authority.find(':'); colon != std::string_view::npos) {
        host = authority.substr(0, colon);
        port = authority.substr(colon);
    }
    url.host = host;
    if (port.empty()) return !host.empty();
    const char* end = port.data() + port.size();
    const auto [stop, error] = std::from_chars(port.data() + 1, end, url.port);
    return !host.empty() && port.front() == ':' && error == std::errc() && stop == end && url.port != 0;
}

}  // namespace

std::optional<WssUrl> parse_wss_url(std::string_view url) {
    if (!url.starts_with(kScheme) || !is_printable(url) || url.find_first_of("#@\\") != std::string_view::npos)
        return std::nullopt;
    url.remove_prefix(kScheme.size());
    const auto end = std::min(url.find_first_of("/?"), url.size());
    WssUrl parsed;
    parsed.authority = url.substr(0, end);
    if (!split_authority(parsed.authority, parsed)) return std::nullopt;
    parsed.target = url.substr(end);
    if (!parsed.target.starts_with('/')) parsed.target.insert(0, "/");
    return parsed;
}

}  // namespace tilbage::adapters::http::internal
