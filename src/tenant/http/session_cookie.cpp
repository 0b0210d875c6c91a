#include "tenant/http/session_cookie.h"

#include <fmt/format.h>

namespace tilbage::tenant {

std::string session_token_of(const adapters::http::Request& request) {
    return std::string(request.cookie(kSessionCookie).value_or(""));
}

adapters::http::Header set_session_cookie(const std::string& token, std::chrono::seconds lifetime) {
    return {"Set-Cookie", fmt::format("{}={}; Max-Age={}; Path=/; Secure; HttpOnly; SameSite=Strict", kSessionCookie,
                                      token, lifetime.count())};
}

}  // namespace tilbage::tenant
