#include "connect/wizard/gate.h"

#include <algorithm>
#include <array>
#include <optional>

#include "connect/agent_words.h"
#include "connect/wizard/json.h"
#include "connect/wizard/refusal_page.h"

namespace tilbage::connect::wizard {
namespace {

using adapters::http::equal_ignoring_case;
using adapters::http::Handler;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

constexpr std::string_view kCallback = "/callback";
constexpr std::string_view kHeader = "X-Tilbage-Wizard";
constexpr std::array<std::string_view, 3> kLoopbackNames = {"127.0.0.1", "localhost", "[::1]"};

// What the page may load; index.html has a policy of its own, with nonces.
constexpr std::pair<std::string_view, std::string_view> kHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

bool is_api(const Request& request) { return request.path.starts_with("/api/"); }

struct HostName {
    std::string_view name;
    std::string_view port = "80";
};

HostName split(std::string_view host) {
    const auto end = host.rfind(':');
    const bool has_port = end != std::string_view::npos && host.find(']', end) == std::string_view::npos;
    return has_port ? HostName{host.substr(0, end), host.substr(end + 1)} : HostName{host};
}

// Any port: behind an SSH tunnel it is the tunnel's. A name that is not loopback is another site's that was made to
// resolve to 127.0.0.1 (DNS rebinding).
bool is_loopback(std::string_view host) {
    const auto [name, port] = split(host);
    const bool digits = !port.empty() && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
    return digits && std::ranges::any_of(kLoopbackNames, [&](auto known) { return equal_ignoring_case(known, name); });
}

// Cookies know no port (RFC 6265 §8.5): with one name for all, two wizards behind two tunnels would throw each other's
// browser out.
std::string cookie_name(const Request& request) {
    return "tilbage-wizard-" + std::string(split(request.header("Host")).port);
}

bool is_known(const Access& access, const Request& request) {
    return access.knows(request.cookie(cookie_name(request)).value_or(""));
}

bool is_single(const Request& request, std::string_view name) {
    return std::ranges::count_if(request.headers,
                                 [&](const auto& header) { return equal_ignoring_case(header.name, name); }) <= 1;
}

bool origin_is_ours(const Request& request) {
    const auto origin = request.header("Origin");
    if (!is_single(request, "Origin")) return false;
    return origin.empty() || equal_ignoring_case(origin, "http://" + std::string(request.header("Host")));
}

// Browsers say who started a call; another site's page may open the wizard's address but not call its API.
bool is_called_by_other_site(const Request& request) {
    const auto site = request.header("Sec-Fetch-Site");
    return is_api(request) && !site.empty() && site != "same-origin" && site != "none";
}

struct Refused {
    std::string_view code;
    std::string_view message;
    Refusal page;
};

std::optional<Refused> refuse(const Access& access, const Request& request) {
    if (!is_single(request, "Host") || !is_loopback(request.header("Host")))
        return Refused{"wrong_host", "The wizard answers to 127.0.0.1, localhost and [::1] only.", Refusal::wrong_host};
    if (!origin_is_ours(request) || is_called_by_other_site(request))
        return Refused{"wrong_origin", "The call does not come from the wizard's own page.", Refusal::no_session};
    if (request.path == kCallback) return std::nullopt;
    if (!is_known(access, request))
        return Refused{"session_missing", "Open the wizard by a one-time address: run tilbage-connect wizard.",
                       Refusal::no_session};
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (!reads && request.header(kHeader) != "1")
        return Refused{"header_missing", "A call that changes something carries X-Tilbage-Wizard: 1.",
                       Refusal::no_session};
    return std::nullopt;
}

Response answer(const Request& request, const Refused& refused) {
    if (is_api(request)) return error_response(403, refused.code, refused.message);
    return refusal_page(request, refused.page);
}

// To "/". A browser that another site's page sent here (a link in a wiki) would leave the Strict cookie out of a
// redirect, but not out of what a page of ours starts.
Response go_on(const Request& request) {
    const auto site = request.header("Sec-Fetch-Site");
    if (site == "cross-site" || site == "same-site") return going_on_page(request);
    Response response;
    response.status = 303;
    const auto language = request.query_value("mkt").value_or("");
    const bool is_ours =
        std::ranges::any_of(agent_languages().all(), [&](const auto& words) { return words.locale() == language; });
    response.headers.push_back({"Location", is_ours ? "/?mkt=" + std::string(language) : "/"});
    return response;
}

Response with_cookie(Response response, const Request& request, const std::string& cookie) {
    response.headers.push_back(
        {"Set-Cookie", cookie_name(request) + "=" + cookie + "; Path=/; HttpOnly; SameSite=Strict"});
    return response;
}

bool brings_code(const Request& request) {
    return request.method == "GET" && request.path == "/" && request.query_value("code").has_value();
}

// Who has a cookie already and opens a spent address again (reload, history) is let in without it.
Response exchange_code(Access& access, const Request& request) {
    const bool comes_by_itself =
        is_single(request, "Host") && is_loopback(request.header("Host")) && origin_is_ours(request);
    if (!comes_by_itself) return refusal_page(request, Refusal::wrong_host);
    const auto cookie = access.redeem(*request.query_value("code"));
    if (!cookie.empty()) return with_cookie(go_on(request), request, cookie);
    if (!is_known(access, request)) return refusal_page(request, Refusal::spent_code);
    return go_on(request);
}

bool has(const Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers,
                               [&](const auto& header) { return equal_ignoring_case(header.name, name); });
}

}  // namespace

Response with_security_headers(Response response) {
    for (const auto& [name, value] : kHeaders) {
        if (!has(response, name)) response.headers.push_back({std::string(name), std::string(value)});
    }
    return response;
}

Handler guarded(Access& access, Handler inside) {
    return [&access, inside = std::move(inside)](Request request, const Reply& plain) {
        const Reply reply([plain](Response response) { plain(with_security_headers(std::move(response))); });
        if (brings_code(request)) {
            reply(exchange_code(access, request));
        } else if (const auto refused = refuse(access, request)) {
            reply(answer(request, *refused));
        } else {
            access.touch();
            inside(std::move(request), reply);
        }
    };
}

}  // namespace tilbage::connect::wizard
