#include "tenant/http/account_cookie.h"

#include <fmt/format.h>

namespace tilbage::tenant {
namespace {

constexpr std::string_view kCookie = "__Host-tilbage-account";
constexpr std::string_view kAttributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

}  // namespace

std::string account_token_of(const adapters::http::Request& request) {
    return std::string(request.cookie(kCookie).value_or(""));
}

adapters::http::Header set_account_cookie(const std::string& token) {
    return {"Set-Cookie", fmt::format("{}={}; {}", kCookie, token, kAttributes)};
}

adapters::http::Header drop_account_cookie() {
    return {"Set-Cookie", fmt::format("{}=; Max-Age=0; {}", kCookie, kAttributes)};
}

}  // namespace tilbage::tenant
