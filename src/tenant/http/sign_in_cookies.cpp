#include "tenant/http/sign_in_cookies.h"

#include <fmt/format.h>

#include "core/oauth/limits.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Header;

constexpr std::string_view kBrowser = "__Host-tilbage-signin";
constexpr std::string_view kSession = "__Host-tilbage-session";

Header set(std::string_view name, const std::string& value, std::chrono::seconds lifetime) {
    return {"Set-Cookie",
            fmt::format("{}={}; Max-Age={}; Path=/; Secure; HttpOnly; SameSite=Lax", name, value, lifetime.count())};
}

}  // namespace

std::string browser_of(const adapters::http::Request& request) {
    return std::string(request.cookie(kBrowser).value_or(""));
}

std::string sign_in_session_of(const adapters::http::Request& request) {
    return std::string(request.cookie(kSession).value_or(""));
}

Header set_browser_cookie(const std::string& value) {
    return set(kBrowser, value, core::sign_in_limits::kFlowLifetime);
}

Header set_sign_in_session_cookie(const std::string& value) {
    return set(kSession, value, core::sign_in_limits::kSessionLifetime);
}

Header drop_sign_in_session_cookie() { return set(kSession, "", std::chrono::seconds(0)); }

}  // namespace tilbage::tenant
