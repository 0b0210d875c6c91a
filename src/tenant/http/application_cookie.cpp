#include "tenant/http/application_cookie.h"

#include <fmt/format.h>

#include "core/oidc/limits.h"

namespace tilbage::tenant {
namespace {

constexpr std::string_view kCookie = "__Host-tilbage-application";

}  // namespace

std::string application_browser_of(const adapters::http::Request& request) {
    return std::string(request.cookie(kCookie).value_or(""));
}

adapters::http::Header set_application_cookie(const std::string& value) {
    const std::chrono::seconds lifetime = core::application_limits::kSignInLifetime;
    return {"Set-Cookie", fmt::format("{}={}; Max-Age={}; Path=/; Secure; HttpOnly; SameSite=Strict", kCookie, value,
                                      lifetime.count())};
}

}  // namespace tilbage::tenant
