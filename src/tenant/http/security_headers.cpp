#include "tenant/http/security_headers.h"

#include <algorithm>

namespace tilbage::tenant {
namespace {

using adapters::http::Header;
using adapters::http::Response;

// The pages load nothing from elsewhere, are framed by nobody, and tell nobody where people came from.
constexpr std::pair<std::string_view, std::string_view> kHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"},
    {"Strict-Transport-Security", "max-age=63072000"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

bool has(const Response& response, std::string_view name) {
    return std::ranges::any_of(
        response.headers, [&](const Header& header) { return adapters::http::equal_ignoring_case(header.name, name); });
}

}  // namespace

Response with_security_headers(Response response) {
    for (const auto& [name, value] : kHeaders) {
        if (!has(response, name)) response.headers.push_back({std::string(name), std::string(value)});
    }
    return response;
}

adapters::http::Handler with_security_headers(adapters::http::Handler handler) {
    return [handler = std::move(handler)](adapters::http::Request request, const adapters::http::Reply& reply) {
        handler(std::move(request), adapters::http::Reply([reply](Response response) {
                    reply(with_security_headers(std::move(response)));
                }));
    };
}

}  // namespace tilbage::tenant
