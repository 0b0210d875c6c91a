#include "core/oidc/redirect_uri.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "core/oidc/limits.h"

namespace tilbage::core {
namespace {

constexpr std::string_view kHttp = "http://";
constexpr std::string_view kHttps = "https://";

struct Parts {
    std::string_view host;  // as it is written, brackets included
    std::string_view port;  // without the colon
    std::string_view rest;  // from the path on
};

bool is_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() && port != 0;
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        host.remove_prefix(1);
        return host.ends_with(']') && host.find_first_not_of("0123456789abcdefABCDEF:.]") == std::string_view::npos;
    }
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    return !host.empty() && host.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::optional<Parts> split(std::string_view uri, std::string_view scheme) {
    if (!uri.starts_with(scheme)) return std::nullopt;
    uri.remove_prefix(scheme.size());
    const auto authority = uri.substr(0, uri.find_first_of("/?"));
    const auto rest = uri.substr(authority.size());
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    Parts parts{authority.substr(0, colon), {}, rest};
    if (colon != std::string_view::npos) {
        parts.port = authority.substr(colon + 1);
        if (!is_port(parts.port)) return std::nullopt;
    }
    if (!is_host(parts.host)) return std::nullopt;
    return parts;
}

std::optional<Parts> loopback(std::string_view uri) {
    const auto parts = split(uri, kHttp);
    const bool is_it = parts && (parts->host == "127.0.0.1" || parts->host == "[::1]" || parts->host == "localhost");
    return is_it ? parts : std::nullopt;
}

bool is_visible(char c) { return c > ' ' && c < '\x7f'; }

}  // namespace

bool is_redirect_uri(std::string_view uri) {
    if (uri.size() > application_limits::kLongestUri || !std::ranges::all_of(uri, is_visible)) return false;
    if (uri.find_first_of("#*\\\"<>^`{|}@") != std::string_view::npos) return false;
    return split(uri, kHttps).has_value() || loopback(uri).has_value();
}

bool may_redirect_to(const Application& application, std::string_view uri) {
    if (!is_redirect_uri(uri)) return false;
    const auto wanted = application.is_public ? loopback(uri) : std::nullopt;
    return std::ranges::any_of(application.redirect_uris, [&](const std::string& one) {
        if (one == uri) return true;
        const auto known = wanted ? loopback(one) : std::nullopt;
        return known && known->host == wanted->host && known->rest == wanted->rest;
    });
}

bool may_sign_out_to(const Application& application, std::string_view uri) {
    return std::ranges::find(application.sign_out_uris, uri) != application.sign_out_uris.end();
}

}  // namespace tilbage::core
