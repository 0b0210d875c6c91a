#include "tenant/host_port.h"

#include <charconv>

namespace tilbage::tenant {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return port;
}

}  // namespace

std::optional<HostPort> parse_host_port(std::string_view text) {
    HostPort parsed;
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        parsed.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
    } else {
        const auto colon = text.find(':');
        parsed.host = text.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
    }
    if (parsed.host.empty() || (!rest.empty() && !rest.starts_with(':'))) return std::nullopt;
    if (!rest.empty()) {
        parsed.port = parse_port(rest.substr(1));
        if (!parsed.port) return std::nullopt;
    }
    return parsed;
}

bool is_loopback(std::string_view host) { return host.starts_with("127.") || host == "::1" || host == "localhost"; }

}  // namespace tilbage::tenant
